using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using InventorySync.Tests.Support;
using InventorySync.Tests.Telemetry;
using InventorySync.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace InventorySync.Tests.Observations;

public sealed class LagRecorderTests : IAsyncLifetime
{
    private AppUnderTest _app = null!;

    public async Task InitializeAsync() => _app = await AppUnderTest.StartAsync();

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Changes_are_written_down_in_one_go_every_ten_seconds()
    {
        await DeliverAsync(1);
        await DeliverAsync(2);
        await DeliverAsync(3);
        Assert.Equal(
            ["1"], await _app.QueryAsync($"SELECT sum(Messages) FROM ChangeLag WHERE Stage = {(int)LagStage.DequeuedToCommitted}"));

        _app.Clock.Advance(TimeSpan.FromSeconds(10));
        await DeliverAsync(4);

        Assert.Equal(
            ["4"], await _app.QueryAsync($"SELECT sum(Messages) FROM ChangeLag WHERE Stage = {(int)LagStage.DequeuedToCommitted}"));
        var now = UnixTime.From(_app.Clock.GetUtcNow()).Nanoseconds;
        Assert.Equal(
            [$"Change|{now}", $"ChangeTrigger|{now}", $"Secret:0|{now}"],
            await _app.QueryAsync("SELECT Name, At FROM LastSeen ORDER BY Name"));
    }

    [Fact]
    public async Task Each_stage_of_a_change_is_a_metric_by_the_name_that_status_gives_it()
    {
        using var meters = new TestMeterFactory();
        using var latency = new MetricCollector<double>(meters, SyncMetrics.MeterName, "inventorysync.change.latency");
        var store = _app.Services.GetRequiredService<IObservationStore>();
        var recorder = new LagRecorder(store, new SyncMetrics(meters), NullLogger<LagRecorder>.Instance);
        var change = new ChangeMessage(
            ChangeMessage.CurrentVersion, ChangeKinds.Item, "inventory_items/update", Deliveries.Shop, "w-1", "e-1", At(10), At(12),
            "2026-10", Traceparent: null,
            Item: new ItemMessage(1, ItemEvent.Update, Tracked: true, At(0)));

        await recorder.RecordAsync(change, enqueuedAt: At(15), dequeuedAt: At(19), committedAt: At(24), CancellationToken.None);

        Assert.Equal(
            [
                "changedToTriggered 10", "dequeuedToCommitted 5", "enqueuedToDequeued 4", "receivedToEnqueued 3", "triggeredToCommitted 14",
                "triggeredToReceived 2",
            ],
            latency.GetMeasurementSnapshot().Select(each => $"{each.Tags["stage"]} {each.Value}").Order(StringComparer.Ordinal));

        static UnixTime At(int seconds) => UnixTime.From(new DateTimeOffset(2026, 3, 16, 8, 0, seconds, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_measure_that_cannot_be_written_fails_no_change()
    {
        await _app.ExecuteAsync("DROP TABLE ChangeLag");

        await DeliverAsync(1);

        Assert.Equal(["1|0"], await _app.QueryAsync("SELECT InventoryItemId, IsDeleted FROM InventoryItem"));
        Assert.NotEmpty(_app.Lines(1113));
    }

    [Theory]
    [InlineData(-5_000, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1.5, 1)]
    [InlineData(1_000, 9)]
    [InlineData(86_400_000, 22)]
    [InlineData(86_400_001, 23)]
    public void A_lag_is_in_the_first_bucket_that_holds_it(double milliseconds, int bucket)
    {
        Assert.Equal(bucket, LagBuckets.Of(TimeSpan.FromMilliseconds(milliseconds)));
        Assert.Equal(LagBuckets.UpperBounds.Order(), LagBuckets.UpperBounds);
    }

    private Task DeliverAsync(int item) =>
        _app.DeliverAsync("inventory_items/update", $$"""{"id":{{item}},"tracked":true,"updated_at":"2026-03-16T08:35:07Z"}""");
}
