using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.LookUps;

public sealed class LookUpIsolationTests : IAsyncLifetime
{
    private AppUnderTest _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AppUnderTest.StartAsync();
        var store = (IInventoryStore)_app.Services.GetService(typeof(IInventoryStore))!;
        var now = UnixTime.From(_app.Clock.GetUtcNow());
        for (var id = 1; id <= 8; id++)
        {
            await store.RecordFailedChangeAsync(
                new FailedChange(
                    $"w-{id}", "rejected", null, "r", "{}", 0, "", Array.Empty<byte>(), now, now.Add(TimeSpan.FromHours(-1)),
                    LookUpKind.Product, id),
                CancellationToken.None);
        }
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_of_one_product_and_the_others_are_repaired()
    {
        _app.Shopify.Answer("ReadProducts", variables => Nodes(variables, broken: "\"no product\""));

        await _app.LookUps.TryDueAsync(CancellationToken.None);

        Assert.Equal(["5"], await _app.QueryAsync("SELECT Id FROM PendingLookUp"));
        Assert.Equal(["w-5|1"], await _app.QueryAsync("SELECT Id, Tries FROM FailedChange WHERE RepairState = 0"));
    }

    [Fact]
    public async Task One_for_which_Shopify_always_fails_is_tried_alone_before_long_and_the_others_are_repaired()
    {
        _app.Shopify.Answer("ReadProducts", variables => AppUnderTest.Ids(variables).Contains(5)
            ? throw new HttpRequestException("the connection broke")
            : Nodes(variables, broken: "null"));

        for (var rounds = 1; rounds <= 6; rounds++)
        {
            var round = _app.LookUps.TryDueAsync(CancellationToken.None);
            await Eventually.True(
                () =>
                {
                    _app.Clock.Advance(TimeSpan.FromSeconds(10));
                    return round.IsCompleted;
                },
                "the round is over");
            await round;
            _app.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["5"], await _app.QueryAsync("SELECT Id FROM PendingLookUp"));
    }

    [Fact]
    public async Task An_answer_that_the_database_refuses_is_put_off_and_the_others_are_applied()
    {
        _app.Shopify.Answer("ReadProducts", variables => Nodes(variables, broken: "null"));
        await _app.ExecuteAsync(
            "CREATE TRIGGER Refuse BEFORE DELETE ON PendingLookUp WHEN OLD.Id = 5 BEGIN SELECT RAISE(ABORT, 'refused'); END");

        await _app.LookUps.TryDueAsync(CancellationToken.None);

        Assert.Equal(["5|1"], await _app.QueryAsync("SELECT Id, Tries FROM PendingLookUp"));
    }

    /// <summary>Nothing is known of any product, but for number 5.</summary>
    private static string Nodes(System.Text.Json.JsonElement variables, string broken) =>
        $$"""{"nodes":[{{string.Join(',', AppUnderTest.Ids(variables).Select(id => id == 5 ? broken : "null"))}}]}""";
}
