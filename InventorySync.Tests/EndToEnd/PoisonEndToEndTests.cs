using System.Globalization;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.EndToEnd;

/// <summary>A message that cannot be applied, from the queue to its repair.</summary>
public sealed class PoisonEndToEndTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_that_fails_five_times_is_recorded_and_what_it_was_about_is_repaired()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        var level = system.Shop.Read(
            view => view.Items.Where(item => item.Tracked).Select(item => view.Level(item.Id, item.LocationIds[0])!).First());
        system.Faults.WebhookLossRate = 1;
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.DeliverAsync();
        Assert.NotEmpty(system.Check.CompareLive());

        // What a newer version of this app would have sent about it.
        await SendAsync($$"""
            {
              "v":2,"kind":"level","topic":"inventory_levels/update","webhookId":"w-1",
              "level":{"inventoryItemId":{{level.InventoryItemId}},"howMany":5}
            }
            """);
        await system.Clock.PlayUntilAsync(
            async () => (await system.QueryAsync("SELECT 1 FROM FailedChange")).Count > 0, "the message is given up and recorded");
        Assert.Equal(
            [string.Create(CultureInfo.InvariantCulture, $"w-1|level|1|{level.InventoryItemId}")],
            await system.QueryAsync("SELECT Id, Kind, LookUpKind, LookUpId FROM FailedChange"));

        await system.SettleAsync(givenUp: 1);

        system.TablesEqualTheStore();
        Assert.Equal(["1"], await system.QueryAsync("SELECT RepairState FROM FailedChange"));
        Assert.Equal((0, 0), await system.App.CountMessagesAsync(CancellationToken.None));
    }

    private Task SendAsync(string message) => SqliteFile.ExecuteAsync(
        _folder.Database("queues.db"),
        $"INSERT INTO QueueMessage (Queue, Body, InsertedAt, ExpiresAt, VisibleAt) VALUES ('inventory-changes', CAST('{message}' AS BLOB), "
        + "0, 9000000000000, 0)");
}
