using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Observations;

public sealed class DeliveryCounterTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 8, 59, 30, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly RecordingStore _store = new();
    private readonly FakeLogger<DeliveryCounter> _logger = new();

    [Fact]
    public async Task Deliveries_are_written_once_a_minute_and_never_by_the_first_one_of_an_instance()
    {
        var counter = Counter();
        await CountAsync(counter, "products/update", "Queued", 3);
        await CountAsync(counter, "other", "Unauthorized", 1);
        Assert.Empty(_store.Deliveries);

        _clock.Advance(DeliveryCounter.WriteInterval);
        await CountAsync(counter, "products/update", "Queued", 1);

        var hour = UnixTime.From(Start).Hour;
        Assert.Equal(
            [new DeliveryCount(hour, "products/update", "Queued", 3), new DeliveryCount(hour, "other", "Unauthorized", 1), new DeliveryCount(hour + 1, "products/update", "Queued", 1)],
            Assert.Single(_store.Deliveries));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_costs_one_delivery_a_second_and_no_count()
    {
        var counter = Counter();
        await CountAsync(counter, "products/update", "Queued", 1);
        _clock.Advance(DeliveryCounter.WriteInterval);
        _store.OnWrite = token => Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);

        var slow = counter.CountAsync("products/update", "Queued", CancellationToken.None);
        await CountAsync(counter, "products/update", "Queued", 1);
        Assert.False(slow.IsCompleted);
        _clock.Advance(DeliveryCounter.Patience);
        await slow;
        _store.OnWrite = _ => Task.CompletedTask;
        await counter.FlushAsync(CancellationToken.None);

        Assert.Equal(3, Assert.Single(_store.Deliveries).Sum(count => count.Deliveries));
        Assert.Single(_logger.Collector.GetSnapshot());
    }

    [Fact]
    public async Task While_the_database_is_away_for_days_the_last_day_is_kept()
    {
        var counter = Counter();
        _store.OnWrite = _ => throw new IOException("The database is away.");
        for (var hours = 0; hours < 72; hours++)
        {
            await CountAsync(counter, "products/update", "Queued", 1);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        _store.OnWrite = _ => Task.CompletedTask;
        await counter.FlushAsync(CancellationToken.None);

        Assert.InRange(Assert.Single(_store.Deliveries).Sum(count => count.Deliveries), 24, 26);
    }

    private DeliveryCounter Counter() => new(_store, _clock, _logger);

    private static async Task CountAsync(DeliveryCounter counter, string topic, string outcome, int times)
    {
        for (var n = 0; n < times; n++) await counter.CountAsync(topic, outcome, CancellationToken.None);
    }
}
