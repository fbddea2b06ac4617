using System.Globalization;
using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Probe;
using InventorySync.Storage;
using InventorySync.Tests.Shopify;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InventorySync.Tests.Probe;

/// <summary>
/// The probe over a database and a Shopify of twenty items, each with five pieces at one location, that says what its caller wants it to.
/// </summary>
public sealed class InventoryProbeTests : IAsyncLifetime
{
    private const int Items = 20;

    private readonly Dictionary<long, (int Available, DateTimeOffset UpdatedAt)> _shop = [];
    private AppUnderTest _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AppUnderTest.StartAsync();
        var began = _app.Clock.GetUtcNow().AddDays(-1);
        foreach (var id in Enumerable.Range(1, Items)) _shop[id] = (5, began);
        _app.Shopify.Answer("ReadInventoryItems", Answer);
        await HoldAsync(began);
        await _app.ExecuteAsync($"INSERT INTO SyncRun (State, LeasedUntil, StartedAt) VALUES (5, 0, {UnixTime.From(began).Nanoseconds})");
        _app.Clock.Advance(TimeSpan.FromHours(1));
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task What_is_right_costs_one_query_and_no_wait()
    {
        Assert.False(await Probe.RunAsync(CancellationToken.None));

        Assert.Equal((20, 0, 0), Counts(await RecordAsync()));
        Assert.Single(_app.Shopify.Sent);
    }

    [Fact]
    public async Task Before_the_first_full_sync_nothing_is_compared()
    {
        await _app.ExecuteAsync("DELETE FROM SyncRun");

        Assert.False(await Probe.RunAsync(CancellationToken.None));

        Assert.Null(await Store.GetProbeAsync(CancellationToken.None));
        Assert.Empty(_app.Shopify.Sent);
    }

    [Fact]
    public async Task One_webhook_that_was_lost_is_found_repaired_and_counted_and_is_no_alarm()
    {
        Sell(3);

        Assert.False(await ProbeAsync());

        Assert.Equal(["3|4"], await WrongRowsAsync(expected: 4));
        var record = await RecordAsync();
        Assert.Equal((20, 0, 1), Counts(record));
        Assert.Equal([ProbeCause.Unknown], record.Causes);
        Assert.False(record.IsAlarming);
        Assert.Null((await Store.GetSyncHistoryAsync(CancellationToken.None)).EarlySync);
        Assert.Equal(LogLevel.Warning, Assert.Single(_app.Lines(6001)).Level);
        Assert.Equal(
            ["Probe|item|Applied|Unknown, availability 5 -> 4"],
            await _app.QueryAsync("SELECT Source, Kind, Outcome, Reason FROM ObservationLog WHERE Source = 'Probe'"));
    }

    [Fact]
    public async Task A_webhook_that_comes_within_the_minute_is_late_and_not_wrong()
    {
        Sell(3);
        var probing = Probe.RunAsync(CancellationToken.None);
        await Eventually.True(() => _app.Shopify.Sent.Count == 1, "Shopify has been asked");
        await DeliverAsync(3);
        await PassIfItWaitsAsync(probing);

        Assert.Equal(0, (await RecordAsync()).Wrong);
        Assert.Equal(["3|4"], await WrongRowsAsync(expected: 4));
    }

    /// <summary>
    /// Two webhooks under way at two looks are no fault, however busy the item is: what counts is whether the first look's change has come.
    /// </summary>
    [Fact]
    public async Task An_item_that_is_sold_all_the_time_is_not_wrong()
    {
        Sell(3);
        var probing = Probe.RunAsync(CancellationToken.None);
        await _app.Clock.WaitBeginsAsync(InventoryProbe.Patience);
        await DeliverAsync(3);
        _app.Clock.Advance(TimeSpan.FromSeconds(50));
        Sell(3);
        _app.Clock.Advance(TimeSpan.FromSeconds(10));
        await probing;

        Assert.Equal((20, 1, 0), Counts(await RecordAsync()));
    }

    [Fact]
    public async Task A_replica_that_lags_behind_a_webhook_takes_nothing_back_and_is_no_mismatch()
    {
        var before = _shop[3];
        Sell(3);
        await DeliverAsync(3);
        _shop[3] = before;

        Assert.False(await Probe.RunAsync(CancellationToken.None));

        Assert.Equal((20, 0, 0), Counts(await RecordAsync()));
        Assert.Equal(["3|4"], await WrongRowsAsync(expected: 4));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Three_of_twenty_ask_for_a_full_sync_and_two_do_not(int sold, bool asks)
    {
        foreach (var id in Enumerable.Range(1, sold)) Sell(id);

        Assert.Equal(asks, await ProbeAsync());

        var record = await RecordAsync();
        Assert.Equal((sold, asks), (record.Wrong, record.IsAlarming));
        Assert.Equal(asks ? EarlySyncReason.Probe : null, (await Store.GetSyncHistoryAsync(CancellationToken.None)).EarlySync?.Reason);
    }

    [Fact]
    public async Task A_pipeline_that_stays_dead_costs_one_full_sync_in_half_an_hour()
    {
        List<bool> asked = [];
        for (var probes = 0; probes < 8; probes++)
        {
            foreach (var id in Enumerable.Range(1, 5)) Sell(id);
            asked.Add(await ProbeAsync());
            _app.Clock.Advance(TimeSpan.FromMinutes(4));
        }

        Assert.Equal([true, false, false, false, false, false, true, false], asked);
        Assert.True((await RecordAsync()).IsAlarming);
    }

    [Fact]
    public async Task The_cause_is_the_one_that_was_planted()
    {
        var now = UnixTime.From(_app.Clock.GetUtcNow());
        foreach (var id in Enumerable.Range(1, 3)) Sell(id);
        await Store.RecordFailedChangeAsync(
            new FailedChange("w-1", "rejected", null, "r", "{}", 0, "", Array.Empty<byte>(), now, now, LookUpKind.InventoryItem, 1),
            CancellationToken.None);
        await _app.ExecuteAsync(
            "INSERT INTO PendingLookUp (Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries) VALUES (1, 2, 2, 0, 9000000000000000000, "
            + "9000000000000000000, 1)");
        await _app.ExecuteAsync("UPDATE Sku SET Available = 99 WHERE InventoryItemId = 4");

        await ProbeAsync();

        Assert.Equal([ProbeCause.FailedChange, ProbeCause.WaitingLookUp, ProbeCause.Unknown, ProbeCause.Sum], (await RecordAsync()).Causes);
        Assert.Equal(["1|4", "2|4", "3|4"], await WrongRowsAsync(expected: 4));
    }

    [Fact]
    public async Task Subscriptions_that_are_known_to_be_wrong_are_the_cause()
    {
        await Store.RecordSubscriptionFailureAsync(
            new SubscriptionFailure(UnixTime.From(_app.Clock.GetUtcNow()), "because"), CancellationToken.None);
        Sell(3);

        await ProbeAsync();

        Assert.Equal([ProbeCause.Subscriptions], (await RecordAsync()).Causes);
    }

    [Fact]
    public async Task A_pause_that_begins_while_it_waits_ends_it_without_a_write()
    {
        Sell(3);
        var probing = Probe.RunAsync(CancellationToken.None);
        await _app.Clock.WaitBeginsAsync(InventoryProbe.Patience);
        await Store.PauseAsync(new Pause(UnixTime.From(_app.Clock.GetUtcNow()), "restore"), CancellationToken.None);
        _app.Clock.Advance(InventoryProbe.Patience);

        Assert.False(await probing);
        Assert.Null(await Store.GetProbeAsync(CancellationToken.None));
        Assert.Empty(await WrongRowsAsync(expected: 4));
    }

    [Fact]
    public async Task A_Shopify_that_refuses_is_written_down_and_forgotten_with_the_next_answer()
    {
        _app.Shopify.Forget("ReadInventoryItems");
        Assert.False(await Probe.RunAsync(CancellationToken.None));
        Assert.NotNull((await RecordAsync()).Failure);

        _app.Shopify.Answer("ReadInventoryItems", Answer);
        await Probe.RunAsync(CancellationToken.None);
        Assert.Null((await RecordAsync()).Failure);
    }

    private InventoryProbe Probe => _app.Services.GetRequiredService<InventoryProbe>();

    private IInventoryStore Store => _app.Services.GetRequiredService<IInventoryStore>();

    /// <summary>A probe that finds something, and so waits.</summary>
    private async Task<bool> ProbeAsync()
    {
        var probing = Probe.RunAsync(CancellationToken.None);
        await _app.Clock.PassAsync(InventoryProbe.Patience);
        return await probing;
    }

    private async Task PassIfItWaitsAsync(Task probing) => await Eventually.True(
        () =>
        {
            if (!probing.IsCompleted) _app.Clock.Advance(TimeSpan.FromSeconds(10));
            return probing.IsCompleted;
        },
        "the probe is over");

    private async Task<ProbeRecord> RecordAsync() => (await Store.GetProbeAsync(CancellationToken.None))!;

    private static (int Checked, int Late, int Wrong) Counts(ProbeRecord record) => (record.Checked, record.Late, record.Wrong);

    private Task<IReadOnlyList<string>> WrongRowsAsync(int expected) =>
        _app.QueryAsync($"SELECT InventoryItemId, Available FROM SkuLive WHERE Available = {expected} ORDER BY 1");

    /// <summary>One piece, whose webhook nobody has delivered yet.</summary>
    private void Sell(long id) => _shop[id] = (_shop[id].Available - 1, _app.Clock.GetUtcNow());

    private Task DeliverAsync(long id) => _app.DeliverAsync("inventory_levels/update", $$"""
        {
          "inventory_item_id":{{id}},"location_id":7,"available":{{_shop[id].Available}},
          "updated_at":"{{Time(_shop[id].UpdatedAt)}}"
        }
        """);

    private async Task HoldAsync(DateTimeOffset at)
    {
        foreach (var (id, (available, updatedAt)) in _shop)
        {
            var stamp = UnixTime.From(updatedAt).ToWholeSecond();
            var variant = new VariantSnapshot(100 + id, new VariantDetails($"SKU-{id}", null, "Small", 1m), stamp, new ProductSnapshot(
                1_000 + id, new ProductDetails("Shirt", "ACTIVE"), stamp));
            await Store.ApplyItemReadAsync(
                new ItemRead(id, UnixTime.From(at), new ItemSnapshot(true, stamp, [new LevelSnapshot(7, available, stamp)], [variant])),
                UnixTime.From(at), CancellationToken.None);
        }
    }

    private string Answer(JsonElement variables) => $$"""{"nodes":[{{string.Join(',', AppUnderTest.Ids(variables).Select(Node))}}]}""";

    private string Node(long id)
    {
        var (available, updatedAt) = _shop[id];
        var began = Time(_shop.Values.Min(item => item.UpdatedAt));
        var level = $$"""
            {
              "location":{"id":"gid://shopify/Location/7"},"updatedAt":"{{Time(updatedAt)}}",
              "quantities":[{"name":"available","quantity":{{available}}}]
            }
            """;
        var variant = $$"""
            {
              "id":"gid://shopify/ProductVariant/{{100 + id}}","sku":"SKU-{{id}}","barcode":null,"title":"Small","price":"1.00",
              "updatedAt":"{{began}}",
              "product":{"id":"gid://shopify/Product/{{1_000 + id}}","title":"Shirt","status":"ACTIVE","updatedAt":"{{began}}"}
            }
            """;
        return $$"""
            {
              "id":"gid://shopify/InventoryItem/{{id}}","tracked":true,"updatedAt":"{{began}}",
              "inventoryLevels":{{NodePage.Of([level])}},
              "variants":{{NodePage.Of([variant])}}
            }
            """;
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
