using InventorySync.Tests.Support;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace Tools.Tests.ShopifySimulator.Webhooks;

/// <summary>What goes wrong on purpose, and what Shopify itself drops.</summary>
public sealed class WebhookFaultTests : IDisposable
{
    private readonly WebhookBench _bench = new();
    private readonly Variant _variant;

    public WebhookFaultTests()
    {
        _variant = _bench.AddProduct(available: 1000).Variant;
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
    }

    [Fact]
    public async Task A_payload_that_repeats_the_last_one_is_dropped_and_counted()
    {
        _bench.Faults.LatePayload = TimeSpan.FromSeconds(4);
        Adjust(-1);
        Adjust(-1);
        Adjust(-1);
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(4));
        await _bench.IdleAsync();

        Assert.Equal([997], Available());
        Assert.Equal((1, 2), (_bench.Deliverer.Statistics.Delivered, _bench.Deliverer.Statistics.Debounced));
    }

    [Theory]
    [InlineData(false, new[] { 999, 998, 999 })]
    [InlineData(true, new[] { 999, 998 })]
    public async Task A_return_within_a_second_arrives_unless_debouncing_loses_it(bool losesReturns, int[] expected)
    {
        _bench.Faults.DebounceLosesReturns = losesReturns;
        foreach (var by in (int[])[-1, -1, +1])
        {
            Adjust(by);
            await _bench.IdleAsync();
            _bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(expected, Available());
        Assert.Equal(3 - expected.Length, _bench.Deliverer.Statistics.Debounced);
    }

    [Fact]
    public async Task Without_updated_at_the_same_value_arrives_again_after_the_window_only()
    {
        foreach (var subscription in _bench.Subscriptions.All)
            _bench.Subscriptions.Change(subscription.Id, changed => changed with { IncludeFields = ["available"] });
        foreach (var wait in (TimeSpan[])[TimeSpan.Zero, Debounce.Window / 2, Debounce.Window / 2])
        {
            _bench.Time.Advance(wait);
            Adjust(0);
            await _bench.IdleAsync();
        }

        Assert.Equal([1000, 1000], Available());
    }

    [Fact]
    public async Task Another_topic_of_the_record_ends_the_debouncing()
    {
        _bench.Subscribe("INVENTORY_LEVELS_CONNECT");
        _bench.Subscribe("INVENTORY_LEVELS_DISCONNECT");
        for (var i = 0; i < 2; i++)
        {
            _bench.Shop.Connect(_variant.InventoryItemId, _bench.OtherLocation, 5);
            await _bench.IdleAsync();
            _bench.Shop.Disconnect(_variant.InventoryItemId, _bench.OtherLocation);
            await _bench.IdleAsync();
        }

        Assert.Equal(
            ["inventory_levels/connect", "inventory_levels/disconnect", "inventory_levels/connect", "inventory_levels/disconnect"],
            _bench.Received.Select(delivery => delivery.Topic));
    }

    [Fact]
    public async Task Two_subscriptions_and_two_records_debounce_each_for_itself()
    {
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE", "https://other.example.com/");
        foreach (var subscription in _bench.Subscriptions.All)
            _bench.Subscriptions.Change(subscription.Id, changed => changed with { IncludeFields = ["available"] });
        var other = _bench.AddProduct(available: 999).Variant;
        _bench.Shop.Adjust(other.InventoryItemId, _bench.Location, 0);
        Adjust(-1);
        await _bench.IdleAsync();

        Assert.Equal([999, 999, 999, 999], Available());
    }

    [Fact]
    public async Task A_late_payload_says_what_the_shop_is_by_then()
    {
        _bench.Faults.LatePayload = TimeSpan.FromSeconds(4);
        var triggeredAt = _bench.Time.GetUtcNow();
        Adjust(-1);
        _bench.Shop.Happened = null;
        await using var soldMeanwhile = _bench.Time.CreateTimer(
            _ => Adjust(-9), state: null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(4));
        await _bench.IdleAsync();

        var delivery = Assert.Single(_bench.Received);
        Assert.Equal(990, (int)delivery.Json["available"]!);
        Assert.Equal(triggeredAt.AddSeconds(4), DateTimeOffset.Parse((string)delivery.Json["updated_at"]!, null));
        Assert.Equal(triggeredAt, DateTimeOffset.Parse(delivery["X-Shopify-Triggered-At"], null));
    }

    [Fact]
    public async Task A_record_that_is_gone_when_its_payload_is_assembled_is_not_delivered()
    {
        _bench.Subscribe("INVENTORY_LEVELS_DISCONNECT");
        _bench.Faults.LatePayload = TimeSpan.FromSeconds(4);
        Adjust(-1);
        _bench.Shop.Disconnect(_variant.InventoryItemId, _bench.Location);
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(4));
        await _bench.IdleAsync();

        Assert.Equal("inventory_levels/disconnect", Assert.Single(_bench.Received).Topic);
    }

    [Fact]
    public async Task What_is_lost_is_counted_and_never_arrives()
    {
        _bench.Faults.WebhookLossRate = 0.3;
        for (var i = 0; i < 200; i++)
        {
            Adjust(-1);
            await _bench.IdleAsync();
        }

        var statistics = _bench.Deliverer.Statistics;
        Assert.InRange(statistics.Lost, 30, 90);
        Assert.Equal(200, statistics.Lost + statistics.Delivered);
        Assert.Equal(statistics.Delivered, _bench.Received.Count);
    }

    [Fact]
    public async Task What_is_repeated_arrives_twice_with_one_webhook_id()
    {
        _bench.Faults.WebhookDuplicationRate = 1;
        Adjust(-1);
        await _bench.IdleAsync();

        Assert.Equal(2, _bench.Received.Count);
        Assert.Equal(_bench.Received[0].Headers, _bench.Received[1].Headers);
        Assert.Equal(_bench.Received[0].Body, _bench.Received[1].Body);
    }

    [Fact]
    public async Task A_delay_holds_every_delivery_back_by_as_much()
    {
        _bench.Faults.WebhookDelay = TimeSpan.FromMinutes(3);
        Adjust(-1);
        await Eventually.True(() => _bench.Deliverer.Statistics.Waiting == 1, "the delivery waits");
        Assert.Empty(_bench.Received);
        await _bench.Time.PassAsync(TimeSpan.FromMinutes(3));
        await _bench.IdleAsync();

        Assert.Equal([999], Available());
    }

    [Fact]
    public async Task Reordered_deliveries_overtake_each_other_and_none_is_missing()
    {
        long[] items = [.. Enumerable.Range(0, 30).Select(number => _bench.AddProduct($"T-Shirt {number}").Variant.InventoryItemId)];
        _bench.Faults.WebhookReordering = TimeSpan.FromSeconds(10);
        foreach (var item in items) _bench.Shop.Adjust(item, _bench.Location, -1);
        _bench.Faults.WebhookReordering = TimeSpan.Zero;
        Adjust(-1);
        await Eventually.True(() => _bench.Received.Count == 1, "the last delivery arrives while all others wait");
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        await _bench.IdleAsync();

        long[] arrived = [.. _bench.Received.Skip(1).Select(delivery => (long)delivery.Json["inventory_item_id"]!)];
        Assert.NotEqual(items, arrived);
        Assert.Equal(items, arrived.Order());
    }

    [Fact]
    public async Task Triggers_in_whole_seconds_do_not_say_which_change_was_the_later()
    {
        _bench.Faults.TriggersInWholeSeconds = true;
        _bench.Time.Advance(TimeSpan.FromMilliseconds(700));
        Adjust(-1);
        await _bench.IdleAsync();

        Assert.Equal("2026-03-16T08:35:07Z", Assert.Single(_bench.Received)["X-Shopify-Triggered-At"]);
    }

    [Fact]
    public async Task One_seed_is_one_course_of_deliveries()
    {
        Assert.Equal(await CourseAsync(), await CourseAsync());

        static async Task<IEnumerable<string>> CourseAsync()
        {
            using var bench = new WebhookBench(seed: 42);
            var variant = bench.AddProduct(available: 100).Variant;
            bench.Subscribe("INVENTORY_LEVELS_UPDATE");
            bench.Faults.WebhookLossRate = bench.Faults.WebhookDuplicationRate = 0.4;
            for (var i = 0; i < 50; i++)
            {
                bench.Shop.Adjust(variant.InventoryItemId, bench.Location, -1);
                await bench.IdleAsync();
            }

            return bench.Received.Select(delivery => string.Join('\n', delivery.Headers.Select(header => $"{header.Key}: {header.Value}")));
        }
    }

    public void Dispose() => _bench.Dispose();

    private void Adjust(int by) => _bench.Shop.Adjust(_variant.InventoryItemId, _bench.Location, by);

    private IEnumerable<int> Available() => _bench.Received.Select(delivery => (int)delivery.Json["available"]!);
}
