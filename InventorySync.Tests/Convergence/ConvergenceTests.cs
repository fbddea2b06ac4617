using System.Globalization;
using Xunit.Abstractions;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// Thousands of histories, half of them always the same, half of them new ones each time. INVENTORYSYNC_HISTORIES says how many in all; <c>dotnet dev.cs simulate</c>
/// repeats one by its seed.
/// </summary>
public sealed class ConvergenceTests(ITestOutputHelper output)
{
    private const int Actions = 200;

    private static readonly int Count =
        int.TryParse(Environment.GetEnvironmentVariable("INVENTORYSYNC_HISTORIES"), CultureInfo.InvariantCulture, out var count) ? count : 2_000;

    [Fact]
    public void The_tables_end_up_equal_to_the_store()
    {
        var fresh = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var end = Histories.RunAll([.. Enumerable.Range(1, Count / 2).Select(seed => (long)seed), .. Enumerable.Range(1, Count / 2).Select(number => fresh + number)], Actions);

        output.WriteLine($"{end.Ran} histories, the fresh ones from seed {fresh} on; Shopify debounced {end.Debounced} webhooks away");
        Assert.True(end.Failed.Count == 0, end.Failed.Count == 0 ? "" : $"{end.Failed.Count} failed; the first: {end.Failed[0].Plan}: {end.Failed[0].Broken}\n{Histories.Explain(end.Failed[0].Plan)}");
        Assert.Equal(Count, end.Ran);
    }

    [Fact]
    public void A_history_replays_byte_for_byte_from_its_seed()
    {
        using var laboratory = new Laboratory();
        foreach (var seed in Enumerable.Range(1, 10).Select(number => (long)number))
        {
            var (once, again) = (History.Run(laboratory, Plan.Of(seed, Actions), isTraced: true), History.Run(laboratory, Plan.Of(seed, Actions), isTraced: true));

            Assert.NotEmpty(once.Trace);
            Assert.Equal(string.Join('\n', once.Trace), string.Join('\n', again.Trace));
        }
    }
}
