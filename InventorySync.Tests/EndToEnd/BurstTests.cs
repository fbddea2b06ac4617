using InventorySync.Tests.Support;

namespace InventorySync.Tests.EndToEnd;

/// <summary>
/// Many webhooks at once, as after an import into the shop; `run --once --burst --webhooks 20000` does the same with ten times as many and
/// says how fast.
/// </summary>
public sealed class BurstTests : IDisposable
{
    private const int Webhooks = 2_000;

    /// <summary>They wait only for each other, so the clock need not move. A second is left for looks at the queue.</summary>
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Thousands_of_webhooks_at_once_are_taken_in_without_a_lost_or_refused_one_and_worked_off()
    {
        await using var system = await RunningSystem.StartAsync(_folder, variants: 1_500);
        await system.SyncWellAsync();

        // Each of them once: Shopify drops what repeats the last payload, and one is assembled from what is so by then.
        var levels = system.Shop.Read(view => view.Levels.Take(Webhooks).ToList());
        Assert.Equal(Webhooks, levels.Count);
        var began = system.Clock.GetUtcNow();
        foreach (var level in levels) system.Shop.Adjust(level.InventoryItemId, level.LocationId, 1);
        await system.DeliverAsync();

        var statistics = system.Store.Deliverer.Statistics;
        Assert.True(statistics.Delivered >= Webhooks, $"{statistics}");
        Assert.Equal((0, 0, 0), (statistics.FailedAttempts, statistics.GivenUp, statistics.Lost));
        await system.HandleAsync();
        Assert.InRange(system.Clock.GetUtcNow() - began, TimeSpan.Zero, Brief);
        Assert.Empty(await system.QueryAsync("SELECT Id FROM FailedChange"));
        system.TablesEqualTheStore();
    }
}
