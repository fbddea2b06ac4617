using System.Diagnostics.Metrics;
using System.Text;
using InventorySync.Changes;
using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Telemetry;
using InventorySync.Tests.Shopify;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace InventorySync.Tests.Changes;

public sealed class PoisonTests : IAsyncLifetime
{
    private AppUnderTest _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AppUnderTest.StartAsync();
        _app.Shopify.Answer(
            "ReadInventoryItems",
            variables => $$"""{"nodes":[{{string.Join(',', AppUnderTest.Ids(variables).Select(id => NodeOf(id)))}}]}""");
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    private UnixTime Now => UnixTime.From(_app.Clock.GetUtcNow());

    [Theory]
    [InlineData("""{"v":2,"kind":"level","topic":"inventory_levels/update","level":{"inventoryItemId":11,"locationId":7}}""", "level|1|11")]
    [InlineData("""{"v":1,"kind":"item","item":{"inventoryItemId":11,"tracked":"perhaps"}}""", "item|1|11")]
    [InlineData("""{"v":1,"kind":"product","product":{"productId":1001}}""", "product|2|1001")]
    [InlineData("""{"v":1,"kind":"rejected","rejected":{"productId":1001,"reason":7}}""", "rejected|2|1001")]
    [InlineData("""{"v":1,"kind":"a kind of next year","level":{"inventoryItemId":11}}""", "unknown|1|11")]
    [InlineData("""{"v":1,"kind":"level","level":{"inventoryItemId":-1}}""", "level|null|null")]
    [InlineData("""{"v":1,"kind":"level","level":[]}""", "level|null|null")]
    [InlineData("""{"v":1,"kind":""", "unknown|null|null")]
    [InlineData("[]", "unknown|null|null")]
    [InlineData("no json", "unknown|null|null")]
    [InlineData("", "unknown|null|null")]
    public async Task Whatever_was_given_up_is_recorded_with_what_repairs_it(string message, string expected)
    {
        _app.Shopify.Forget();

        Assert.True(await HandleAsync(message));

        Assert.Equal([expected + "|0"], await _app.QueryAsync("SELECT Kind, LookUpKind, LookUpId, RepairState FROM FailedChange"));
        var isKnown = !expected.Contains("null", StringComparison.Ordinal);
        Assert.Equal(isKnown ? ["1|7"] : ["0|null"], await _app.QueryAsync("SELECT count(*), max(Reason) FROM PendingLookUp"));
        Assert.Equal(isKnown ? ["0"] : ["1"], await _app.QueryAsync("SELECT count(*) FROM EarlySync"));
    }

    [Fact]
    public async Task A_message_that_is_given_up_twice_is_recorded_once()
    {
        await HandleAsync(Level(webhookId: "w-1"));
        await HandleAsync(Level(webhookId: "w-1"));
        await HandleAsync(Level(webhookId: null));
        await HandleAsync(Level(webhookId: null));

        Assert.Equal(["2"], await _app.QueryAsync("SELECT count(*) FROM FailedChange"));
    }

    [Theory]
    [InlineData("level", "Queued")]
    [InlineData("rejected", "Rejected")]
    public async Task What_was_given_up_counts_as_one_delivery_of_its_topic(string kind, string outcome)
    {
        Assert.True(await HandleAsync(Level().Replace("\"kind\":\"level\"", $"\"kind\":\"{kind}\"", StringComparison.Ordinal)));
        await _app.Services.GetRequiredService<DeliveryCounter>().FlushAsync(CancellationToken.None);

        Assert.Equal(
            [$"inventory_levels/update|{outcome}|1"], await _app.QueryAsync("SELECT Topic, Outcome, Deliveries FROM DeliveryCount"));
    }

    [Fact]
    public async Task What_was_given_up_twice_counts_as_one_delivery()
    {
        using var counted = new MetricCollector<long>(
            _app.Services.GetRequiredService<IMeterFactory>(), SyncMetrics.MeterName, "inventorysync.webhooks");

        Assert.True(await HandleAsync(Level()));
        Assert.True(await HandleAsync(Level()));

        Assert.Equal(1, Assert.Single(counted.GetMeasurementSnapshot()).Value);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("""{"v":1,"kind":"level","topic":"my/own","level":{"inventoryItemId":11}}""")]
    public async Task What_is_of_no_known_topic_is_recorded_and_counts_as_no_delivery(string message)
    {
        using var counted = new MetricCollector<long>(
            _app.Services.GetRequiredService<IMeterFactory>(), SyncMetrics.MeterName, "inventorysync.webhooks");

        Assert.True(await HandleAsync(message));
        await _app.Services.GetRequiredService<DeliveryCounter>().FlushAsync(CancellationToken.None);

        Assert.Equal(["1"], await _app.QueryAsync("SELECT count(*) FROM FailedChange"));
        Assert.Empty(counted.GetMeasurementSnapshot());
        Assert.Empty(await _app.QueryAsync("SELECT Topic FROM DeliveryCount"));
    }

    [Fact]
    public async Task It_is_looked_up_at_once_and_repaired_by_the_read_that_can_have_seen_it()
    {
        await HandleAsync(Level());

        Assert.Equal(["7"], await _app.QueryAsync("SELECT Available FROM Sku"));
        Assert.Equal(["0"], await _app.QueryAsync("SELECT RepairState FROM FailedChange"));

        _app.Clock.Advance(TimeSpan.FromSeconds(122));
        await _app.LookUps.TryDueAsync(CancellationToken.None);

        Assert.Equal(["1"], await _app.QueryAsync("SELECT RepairState FROM FailedChange"));
        Assert.Empty(await _app.QueryAsync("SELECT 1 FROM PendingLookUp"));
    }

    [Fact]
    public async Task Times_that_cannot_be_right_do_not_keep_the_repair_waiting()
    {
        await HandleAsync(Level().Replace("\"triggeredAt\":null", "\"triggeredAt\":9000000000000000000", StringComparison.Ordinal));

        Assert.Equal([$"{Now.Nanoseconds}"], await _app.QueryAsync("SELECT SeenAt FROM FailedChange"));
    }

    [Fact]
    public async Task An_API_that_does_not_answer_leaves_the_repair_to_the_timer_which_counts_its_tries()
    {
        _app.Shopify.Forget();

        Assert.True(await HandleAsync(Level()));
        Assert.Equal(["1|0"], await _app.QueryAsync("SELECT Tries, RepairState FROM FailedChange"));

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.LookUps.TryDueAsync(CancellationToken.None);
        Assert.Equal(["2|0"], await _app.QueryAsync("SELECT Tries, RepairState FROM FailedChange"));
    }

    [Theory]
    [InlineData(5, true, 155)] // 5 + 10 + 20 + 40 + 80 s
    [InlineData(6, false, 155)]
    public async Task A_database_that_is_away_is_waited_for_and_then_the_message_goes_back(int failures, bool isRecorded, int seconds)
    {
        var clock = new TestClock(new DateTimeOffset(2026, 3, 16, 8, 0, 0, TimeSpan.Zero)) { MovesItself = true };
        var store = new FailingStore(failures);
        var handler = Handler(store, clock);

        Assert.Equal(isRecorded, await handler.TryRecordAsync(Encoding.UTF8.GetBytes(Level()), CancellationToken.None));

        Assert.Equal(TimeSpan.FromSeconds(seconds), clock.GetUtcNow() - new DateTimeOffset(2026, 3, 16, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(isRecorded ? 1 : 0, store.Recorded);
    }

    [Fact]
    public async Task A_stop_gives_the_message_back_at_once()
    {
        using var stopping = new CancellationTokenSource();
        var store = new FailingStore(failures: int.MaxValue, onCall: stopping.Cancel);
        var handler = Handler(store, _app.Clock);

        Assert.False(await handler.TryRecordAsync(Encoding.UTF8.GetBytes(Level()), stopping.Token));
    }

    private PoisonHandler Handler(FailingStore store, TimeProvider clock) => new(
        store, _app.LookUps, _app.Services.GetRequiredService<ObservationLog>(), _app.Services.GetRequiredService<DeliveryCounter>(), clock,
        _app.Services.GetRequiredService<SyncMetrics>(),
        NullLogger<PoisonHandler>.Instance);

    private Task<bool> HandleAsync(string message) =>
        _app.Services.GetRequiredService<PoisonHandler>().TryRecordAsync(Encoding.UTF8.GetBytes(message), CancellationToken.None);

    private string Level(string? webhookId = "w-1") => Encoding.UTF8.GetString(new ChangeMessage(
        1, ChangeKinds.Level, "inventory_levels/update", "shop.myshopify.com", webhookId, null, null, Now, null, null,
        Level: new LevelMessage(11, 7, LevelEvent.Update, 5, Now)).ToBytes());

    private static string NodeOf(long id)
    {
        const string Level = """
            {
              "id":"gid://shopify/InventoryLevel/1","location":{"id":"gid://shopify/Location/7"},"updatedAt":"2026-03-16T08:00:00Z",
              "quantities":[{"name":"available","quantity":7}]
            }
            """;
        var variant = $$"""
            {
              "id":"gid://shopify/ProductVariant/{{id}}","sku":"S","barcode":null,"title":"Small","price":"19.90",
              "updatedAt":"2026-03-16T08:00:00Z",
              "product":{"id":"gid://shopify/Product/1","title":"Shirt","status":"ACTIVE","updatedAt":"2026-03-16T08:00:00Z"}
            }
            """;
        return $$"""
            {
              "id":"gid://shopify/InventoryItem/{{id}}","tracked":true,"updatedAt":"2026-03-16T08:00:00Z",
              "inventoryLevels":{{NodePage.Of([Level])}},
              "variants":{{NodePage.Of([variant])}}
            }
            """;
    }
}
