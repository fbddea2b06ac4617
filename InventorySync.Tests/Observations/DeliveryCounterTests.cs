using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using InventorySync.Tests.Support;
using InventorySync.Tests.Telemetry;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace InventorySync.Tests.Observations;

public sealed class DeliveryCounterTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 8, 59, 30, TimeSpan.Zero);

    private readonly TestClock _clock = new(Start);
    private readonly RecordingStore _store = new();
    private readonly FakeLogger<DeliveryCounter> _logger = new();
    private readonly TestMeterFactory _meters = new();
    private readonly DeliveryCounter _counter;

    public DeliveryCounterTests() =>
        _counter = new DeliveryCounter(_store, _clock, new SyncMetrics(_meters), _logger);

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Deliveries_are_written_once_a_minute_by_their_hour()
    {
        using var writer = new DeliveryWriter(new Lazy<DeliveryCounter>(() => _counter), _clock);
        await writer.StartAsync(CancellationToken.None);
        await _clock.WaitBeginsAsync(DeliveryWriter.Interval);
        Count("products/update", "UnknownTopic", 3);
        Count("other", "Unauthorized", 1);
        _clock.Advance(TimeSpan.FromSeconds(45));
        Count("products/update", "UnknownTopic", 1);
        Assert.Empty(_store.Deliveries);

        var written = new TaskCompletionSource();
        _store.OnWrite = _ =>
        {
            written.SetResult();
            return Task.CompletedTask;
        };
        _clock.Advance(DeliveryWriter.Interval);
        await written.Task;
        await _clock.WaitBeginsAsync(DeliveryWriter.Interval);
        await writer.StopAsync(CancellationToken.None);

        var hour = UnixTime.From(Start).Hour;
        Assert.Equal(
            [
                new DeliveryCount(hour, "products/update", "UnknownTopic", 3), new DeliveryCount(hour, "other", "Unauthorized", 1),
                new DeliveryCount(hour + 1, "products/update", "UnknownTopic", 1),
            ],
            Assert.Single(_store.Deliveries));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_costs_no_delivery_any_time_and_no_count()
    {
        Count("products/update", "UnknownTopic", 1);
        _store.OnWrite = token => Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
        var slow = _counter.FlushAsync(CancellationToken.None);

        Count("products/update", "UnknownTopic", 2);
        Assert.False(slow.IsCompleted);
        _clock.Advance(DeliveryCounter.Patience);
        await slow;
        _store.OnWrite = _ => Task.CompletedTask;
        await _counter.FlushAsync(CancellationToken.None);

        Assert.Equal(3, Assert.Single(_store.Deliveries).Sum(count => count.Deliveries));
        Assert.Single(_logger.Collector.GetSnapshot());
    }

    [Theory]
    [InlineData("inventory_levels/update", "level", "inventory_levels/update", "Queued")]
    [InlineData("inventory_levels/update", "rejected", "inventory_levels/update", "Rejected")]
    [InlineData("my/own", "rejected", "other", "Rejected")]
    [InlineData(null, "unknown", "other", "Queued")]
    public async Task What_came_through_the_queue_is_counted_by_when_it_was_received(
        string? topic, string kind, string counted, string outcome)
    {
        var receivedAt = UnixTime.From(Start).Add(-TimeSpan.FromHours(3));
        using var metric = new MetricCollector<long>(_meters, SyncMetrics.MeterName, "inventorysync.webhooks");

        _counter.CountAccepted(topic, kind, receivedAt);
        await _counter.FlushAsync(CancellationToken.None);

        Assert.Equal([new DeliveryCount(receivedAt.Hour, counted, outcome, 1)], Assert.Single(_store.Deliveries));
        var measured = Assert.Single(metric.GetMeasurementSnapshot());
        Assert.Equal((1L, counted, outcome), (measured.Value, measured.Tags["topic"], measured.Tags["outcome"]));
    }

    [Fact]
    public async Task While_the_database_is_away_for_days_the_last_day_is_kept()
    {
        _store.OnWrite = _ => throw new IOException("The database is away.");
        for (var hours = 0; hours < 72; hours++)
        {
            Count("products/update", "UnknownTopic", 1);
            await _counter.FlushAsync(CancellationToken.None);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        _store.OnWrite = _ => Task.CompletedTask;
        await _counter.FlushAsync(CancellationToken.None);

        var kept = Assert.Single(_store.Deliveries).Sum(count => count.Deliveries);
        Assert.InRange(kept, 24, 26);
        Assert.Equal(
            72 - kept,
            _logger.Collector.GetSnapshot().Where(line => line.Id.Id == 7104)
                .Sum(line => long.Parse(line.GetStructuredStateValue("Deliveries")!, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task What_waited_in_the_queue_for_days_outlives_a_failed_write()
    {
        var receivedAt = UnixTime.From(Start).Add(-TimeSpan.FromDays(3));
        _store.OnWrite = _ => throw new IOException("The database is away.");
        _counter.CountAccepted("products/update", "product", receivedAt);
        await _counter.FlushAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromHours(2));
        _counter.CountAccepted("products/update", "product", receivedAt);

        _store.OnWrite = _ => Task.CompletedTask;
        await _counter.FlushAsync(CancellationToken.None);

        Assert.Equal([new DeliveryCount(receivedAt.Hour, "products/update", "Queued", 2)], Assert.Single(_store.Deliveries));
        Assert.DoesNotContain(_logger.Collector.GetSnapshot(), line => line.Id.Id == 7104);
    }

    private void Count(string topic, string outcome, int times)
    {
        for (var n = 0; n < times; n++) _counter.Count(topic, outcome);
    }
}
