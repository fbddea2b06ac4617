using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage;

public sealed class ChangeBatchTests
{
    private static readonly IObservation[] Changes =
        [.. Enumerable.Range(1, 4)
            .Select(item => new ItemObservation(item, Tracked: null, new Presence(IsPresent: true, new UnixTime(1))))];

    [Fact]
    public async Task Where_a_row_refuses_a_batch_each_change_is_applied_alone()
    {
        var applied = await ApplyAsync(item => item == 2 ? new FormatException("refused") : null);

        Assert.Equal([null, "refused", null, null], applied.Select(change => change.Fault?.Message));
    }

    [Fact]
    public async Task What_is_applied_alone_stays_told_where_the_database_goes_away_meanwhile()
    {
        List<long> tried = [];
        var applied = await ApplyAsync(item =>
        {
            tried.Add(item);
            return item == 3 ? new IOException("away") : null;
        });

        Assert.Equal([null, null, "away", "away"], applied.Select(change => change.Fault?.Message));
        Assert.Equal([1, 2, 3], tried);
    }

    [Fact]
    public async Task Another_lasting_error_fails_the_batch_once() =>
        await Assert.ThrowsAsync<IOException>(() => ChangeBatch.ApplyAsync(
            Changes, _ => throw new IOException("full"), error => error is FormatException));

    /// <summary>A store that refuses them together.</summary>
    /// <param name="alone">What is wrong with the change of an item that is applied alone.</param>
    private static Task<IReadOnlyList<Applied>> ApplyAsync(Func<long, Exception?> alone) => ChangeBatch.ApplyAsync(
        Changes,
        some =>
        {
            if (some.Count > 1) throw new FormatException("one of them is refused");
            if (alone(((ItemObservation)some[0]).InventoryItemId) is { } error) throw error;
            return Task.FromResult<IReadOnlyList<Applied>>(
                [new Applied(new ItemStateChange(null, Outcome.Applied, null, null, []), Fault: null)]);
        },
        error => error is FormatException);
}
