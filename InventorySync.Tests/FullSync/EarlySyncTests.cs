using System.Globalization;
using System.Net;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Shopify;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.FullSync;

public sealed class EarlySyncTests : IAsyncLifetime
{
    private AppUnderTest _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AppUnderTest.StartAsync();
        const string Here = """{"id":"gid://shopify/Location/7","name":"Here","isActive":true}""";
        _app.Shopify.Answer("ReadLocations", _ => $$"""{"locations":{{NodePage.Of([Here])}}}""");
        _app.Shopify.Answer("ReadNewestBulkOperations", _ => """{"bulkOperations":{"nodes":[]}}""");
        Store([1, 2]);
        await _app.Recovery.RunAsync(CancellationToken.None); // the very first
        _app.Clock.Advance(TimeSpan.FromMinutes(20));
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task An_import_starts_one_full_sync_instead_of_ten_thousand_look_ups()
    {
        Store(Enumerable.Range(1, 2_000));
        for (var item = 3; item <= 2_000; item++) await _app.DeliverAsync("inventory_levels/update", Level(item));
        Assert.InRange(Count("ReadInventoryItems"), 1, 301);

        _app.Clock.Advance(TimeSpan.FromSeconds(10));
        await _app.Recovery.RunAsync(CancellationToken.None);
        await _app.Recovery.RunAsync(CancellationToken.None);
        await _app.LookUps.TryDueAsync(CancellationToken.None);

        Assert.Equal((2, 301), (Count("RunBulkQuery"), Count("ReadInventoryItems") + 1));
        Assert.Equal(["2000"], await _app.QueryAsync("SELECT count(*) FROM SkuLive WHERE Available IS NOT NULL"));
        Assert.Empty(await _app.QueryAsync("SELECT 1 FROM PendingLookUp"));
    }

    [Fact]
    public async Task What_could_not_be_made_out_starts_a_full_sync_once_a_read_can_have_seen_it()
    {
        await _app.DeliverAsync("products/update", "stock!");

        await _app.Recovery.RunAsync(CancellationToken.None);
        Assert.Equal(1, Count("RunBulkQuery"));
        _app.Clock.Advance(TimeSpan.FromSeconds(122));
        Store([1, 2]);
        await _app.Recovery.RunAsync(CancellationToken.None);
        await _app.Recovery.RunAsync(CancellationToken.None);

        Assert.Equal(2, Count("RunBulkQuery"));
        Assert.Equal(["1"], await _app.QueryAsync("SELECT RepairState FROM FailedChange"));
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public void An_early_full_sync_is_due_from_its_time_on(int second, bool isDue) => Assert.Equal(
        isDue, SyncSchedule.IsDue(History(), SyncSchedule.TryParse("0 0 */4 * * *")!, new UnixTime(second * 1_000_000_000L)));

    [Fact]
    public void An_early_full_sync_waits_for_the_run_that_is_under_way_and_after_a_failure_like_any_other()
    {
        var schedule = SyncSchedule.TryParse("0 0 */4 * * *")!;
        var now = new UnixTime(200_000_000_000);

        Assert.False(SyncSchedule.IsDue(History() with { IsRunning = true }, schedule, now));
        Assert.False(
            SyncSchedule.IsDue(History() with { FailuresSinceSuccess = 1, LastEndedAt = new UnixTime(150_000_000_000) }, schedule, now));
    }

    private static SyncHistory History() => new(
        new UnixTime(50_000_000_000), new UnixTime(60_000_000_000), 0, IsRunning: false,
        new EarlySync(EarlySyncReason.Flood, new UnixTime(90_000_000_000), default, new UnixTime(100_000_000_000)));

    private int Count(string query) => _app.Shopify.Count(query);

    /// <summary>What a bulk operation then finds; a look-up finds nothing, as a replica that lags.</summary>
    private void Store(IEnumerable<int> variants)
    {
        var file = string.Concat(variants.Select(v => $$"""
            {
              "id":"gid://shopify/ProductVariant/{{v}}","sku":"S","barcode":null,"title":"t","price":"1.00",
              "updatedAt":"2026-03-16T08:00:00Z",
              "product":{"id":"gid://shopify/Product/{{v}}","title":"t","status":"ACTIVE","updatedAt":"2026-03-16T08:00:00Z"},
              "inventoryItem":{
                "id":"gid://shopify/InventoryItem/{{v}}","tracked":true,"updatedAt":"2026-03-16T08:00:00Z",
                "locationsCount":{"count":0,"precision":"EXACT"}
              }
            }
            """.ReplaceLineEndings("") + "\n"));
        _app.Shopify.Forget("/x");
        _app.Shopify.On("/x", HttpStatusCode.OK, file);
        _app.Shopify.Answer(
            "ReadInventoryItems", variables => $$"""{"nodes":[{{string.Join(',', AppUnderTest.Ids(variables).Select(_ => "null"))}}]}""");
        _app.Shopify.Answer("RunBulkQuery", _ =>
        {
            var now = _app.Clock.GetUtcNow();
            var lines = file.Count(character => character == '\n');
            var createdAt = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var operation = $$"""
                {
                  "id":"gid://shopify/BulkOperation/{{now.ToUnixTimeSeconds()}}","status":"COMPLETED","errorCode":null,
                  "createdAt":"{{createdAt}}","objectCount":"{{lines}}","rootObjectCount":"{{lines}}",
                  "fileSize":"{{file.Length}}","url":"https://storage.googleapis.com/x","query":""
                }
                """;
            return $$$"""{"bulkOperationRunQuery":{"bulkOperation":{{{operation}}},"userErrors":[]}}""";
        });
    }

    private static string Level(int item) =>
        $$"""{"inventory_item_id":{{item}},"location_id":7,"available":1,"updated_at":"2026-03-16T08:35:00Z"}""";
}
