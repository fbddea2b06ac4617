using InventorySync.Drift;
using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using InventorySync.Tests.Storage.Sqlite;
using InventorySync.Tests.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Drift;

/// <summary>When causes are looked for, and how often; over a real store whose second full sync had to repair many levels.</summary>
public sealed class DriftAnalyzerTests : IAsyncLifetime, IDisposable
{
    private const string Shop = "shop.myshopify.com";

    private readonly SqliteStoreUnderTest _database = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeLogCollector _log = FakeLogCollector.Create(new FakeLogCollectorOptions());
    private readonly TestMeterFactory _meters = new();
    private readonly SetQueues _queues = new();
    private readonly SyncMetrics _metrics;
    private readonly IInventoryStore _store;

    public DriftAnalyzerTests() => (_metrics, _store) = (new SyncMetrics(_meters), _database.Open());

    public Task InitializeAsync() => _store.PrepareAsync(new StoreBinding(Shop, [], TimeSpan.FromMinutes(2)), CancellationToken.None);

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    public void Dispose() => _meters.Dispose();

    private UnixTime Now => UnixTime.From(_clock.GetUtcNow());

    [Fact]
    public async Task A_large_drift_is_looked_at_in_small_parts_and_all_of_it()
    {
        await DriftAsync(levels: (2 * DriftAnalyzer.BatchRows) + 7);

        await Analyzer().AnalyzeAsync(CancellationToken.None);

        Assert.Equal(["NoDelivery|2007"], await _database.QueryAsync("SELECT Cause, count(*) FROM SyncDrift GROUP BY Cause"));
        Assert.Equal([new CauseCount(DriftCause.NoDelivery, 2_007)], (await TrustAsync()).Causes);
        Assert.Equal([new TopicDeliveries("inventory_levels/update", 2_007, 0)], (await TrustAsync()).Deliveries);
    }

    [Fact]
    public async Task What_is_not_settled_is_looked_at_ever_less_often_until_the_run_is_a_day_old()
    {
        await DriftAsync(levels: 1);
        var looks = 0;
        for (var minutes = 0; minutes <= 25 * 60; minutes += 5)
        {
            if ((await _store.FindRunsToJudgeAsync(Now, Now.Add(-DriftAnalyzer.Open), CancellationToken.None)).Any(run => run.RunId == 2))
                looks++;
            await Analyzer().AnalyzeAsync(CancellationToken.None);
            _clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.InRange(looks, 9, 12);
        Assert.Equal(["null|NoDelivery"], await _database.QueryAsync("SELECT LookAgainAt, Cause FROM SyncDrift"));
    }

    [Fact]
    public async Task The_drift_is_a_metric_by_cause_and_the_missed_share_by_topic_once()
    {
        using var drift = new MetricCollector<long>(_meters, SyncMetrics.MeterName, "inventorysync.fullsync.drift");
        using var missed = new MetricCollector<double>(_meters, SyncMetrics.MeterName, "inventorysync.deliveries.missed_rate");
        await DriftAsync(levels: 3);
        await _database.ExecuteAsync(
            $"INSERT INTO DeliveryCount (Hour, Topic, Outcome, Deliveries) VALUES ({Now.Hour}, 'inventory_levels/update', 'Queued', 9)");

        await Analyzer().AnalyzeAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromHours(1));
        await Analyzer().AnalyzeAsync(CancellationToken.None);

        var rows = Assert.Single(drift.GetMeasurementSnapshot());
        Assert.Equal((3L, "NoDelivery"), (rows.Value, rows.Tags["cause"]));
        var share = Assert.Single(missed.GetMeasurementSnapshot());
        Assert.Equal((0.25, "inventory_levels/update"), (share.Value, share.Tags["topic"]));
        Assert.Single(_log.GetSnapshot(), line => line.Id.Id == 7201);
    }

    [Fact]
    public async Task While_deliveries_from_before_the_end_of_a_run_wait_in_the_queue_none_is_told_as_missed()
    {
        using var drift = new MetricCollector<long>(_meters, SyncMetrics.MeterName, "inventorysync.fullsync.drift");
        using var missed = new MetricCollector<double>(_meters, SyncMetrics.MeterName, "inventorysync.deliveries.missed_rate");
        await DriftAsync(levels: 3);
        _queues.OldestAt = Now;
        _clock.Advance(TimeSpan.FromMinutes(5));

        await Analyzer().AnalyzeAsync(CancellationToken.None);

        Assert.Equal((null, null), ((await TrustAsync()).Causes, (await TrustAsync()).Deliveries));
        Assert.Empty(drift.GetMeasurementSnapshot());
        Assert.Empty(missed.GetMeasurementSnapshot());

        // They are handled and counted, and what waits now came later.
        await _database.ExecuteAsync(
            $"INSERT INTO DeliveryCount (Hour, Topic, Outcome, Deliveries) VALUES ({Now.Hour}, 'inventory_levels/update', 'Queued', 9)");
        _queues.OldestAt = Now;
        await Analyzer().AnalyzeAsync(CancellationToken.None);

        Assert.Equal([new TopicDeliveries("inventory_levels/update", 3, 9)], (await TrustAsync()).Deliveries);
        Assert.Equal(0.25, Assert.Single(missed.GetMeasurementSnapshot()).Value);
        Assert.Equal(3, Assert.Single(drift.GetMeasurementSnapshot()).Value);
    }

    [Fact]
    public async Task A_delivery_that_never_leaves_the_queue_holds_a_run_back_for_an_hour_and_no_longer()
    {
        using var drift = new MetricCollector<long>(_meters, SyncMetrics.MeterName, "inventorysync.fullsync.drift");
        await DriftAsync(levels: 1);
        _queues.OldestAt = Now.Add(-TimeSpan.FromDays(1));

        await IsHeldBackForAnHourAsync();

        Assert.Equal(1, Assert.Single(drift.GetMeasurementSnapshot()).Value);
    }

    [Fact]
    public async Task What_waits_in_another_queue_keeps_no_run_from_being_looked_at()
    {
        await DriftAsync(levels: 1);
        (_queues.OldestRequestAt, _queues.OldestPoisonAt) = (Now.Add(-TimeSpan.FromDays(1)), Now.Add(-TimeSpan.FromDays(6)));

        await Analyzer().AnalyzeAsync(CancellationToken.None);

        Assert.Equal([new CauseCount(DriftCause.NoDelivery, 1)], (await TrustAsync()).Causes);
    }

    [Fact]
    public async Task Where_no_observation_is_kept_nobody_can_say_that_none_came()
    {
        await DriftAsync(levels: 1);

        await Analyzer(days: 0).AnalyzeAsync(CancellationToken.None);

        Assert.Equal(["Unknown"], await _database.QueryAsync("SELECT Cause FROM SyncDrift"));
    }

    [Fact]
    public async Task A_database_that_is_away_fails_no_full_sync_and_the_next_call_does_it()
    {
        await DriftAsync(levels: 1);
        await _database.ExecuteAsync("ALTER TABLE DeliveryCount RENAME TO Gone");
        await Analyzer().TryAnalyzeAsync(CancellationToken.None);
        Assert.Single(_log.GetSnapshot(), line => line.Id.Id == 7202);
        Assert.Equal(["null"], await _database.QueryAsync("SELECT Cause FROM SyncDrift"));

        // The maintenance task's: it is reported with the others.
        await Assert.ThrowsAsync<SqliteException>(() => Analyzer().AnalyzeAsync(CancellationToken.None));
        await _database.ExecuteAsync("ALTER TABLE Gone RENAME TO DeliveryCount");
        await Analyzer().AnalyzeAsync(CancellationToken.None);

        Assert.Equal(["NoDelivery"], await _database.QueryAsync("SELECT Cause FROM SyncDrift"));
    }

    [Fact]
    public async Task Queues_that_cannot_be_looked_at_fail_no_full_sync_and_the_next_call_does_it()
    {
        await DriftAsync(levels: 1);
        _queues.Fault = new IOException("The queues are away.");
        await Analyzer().TryAnalyzeAsync(CancellationToken.None);
        Assert.Single(_log.GetSnapshot(), line => line.Id.Id == 7203);
        Assert.Equal(["null"], await _database.QueryAsync("SELECT Cause FROM SyncDrift"));

        _queues.Fault = null;
        await Analyzer().AnalyzeAsync(CancellationToken.None);

        Assert.Equal(["NoDelivery"], await _database.QueryAsync("SELECT Cause FROM SyncDrift"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Queues_of_which_nobody_can_say_what_waits_hold_a_run_back_for_an_hour_and_no_longer(bool fail)
    {
        await DriftAsync(levels: 1);
        (_queues.IsUnknown, _queues.Fault) = (!fail, fail ? new IOException("The queues are away.") : null);

        await IsHeldBackForAnHourAsync();
    }

    [Fact]
    public async Task While_the_queues_cannot_be_looked_at_what_is_open_is_looked_at_again_all_the_same()
    {
        await DriftAsync(levels: 1);
        await Analyzer().AnalyzeAsync(CancellationToken.None);
        var next = await _database.QueryAsync("SELECT LookAgainAt FROM SyncDrift");
        _queues.Fault = new IOException("The queues are away.");
        _clock.Advance(DriftAnalyzer.FirstWait);

        await Analyzer().AnalyzeAsync(CancellationToken.None);

        Assert.NotEqual(next, await _database.QueryAsync("SELECT LookAgainAt FROM SyncDrift"));
    }

    private DriftAnalyzer Analyzer(int days = 7) => new(
        _store,
        _queues,
        new ObservationLog(
            _store, Options.Create(new ObservationOptions { ObservationDays = days }), _clock, _metrics,
            new FakeLogger<ObservationLog>(_log)),
        new DeliveryCounter(_store, _clock, _metrics, new FakeLogger<DeliveryCounter>(_log)), _clock, _metrics,
        new FakeLogger<DriftAnalyzer>(_log));

    private async Task IsHeldBackForAnHourAsync()
    {
        _clock.Advance(DriftAnalyzer.MostHold - TimeSpan.FromSeconds(1));
        await Analyzer().AnalyzeAsync(CancellationToken.None);
        Assert.Null((await TrustAsync()).Causes);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Analyzer().AnalyzeAsync(CancellationToken.None);
        Assert.Equal([new CauseCount(DriftCause.NoDelivery, 1)], (await TrustAsync()).Causes);
    }

    private async Task<RunTrust> TrustAsync() => (await _store.GetTrustAsync(default, CancellationToken.None))[0];

    /// <summary>Two full syncs an hour apart, between which so many levels changed.</summary>
    private async Task DriftAsync(int levels)
    {
        var before = Now;
        await SyncAsync(
            [.. Enumerable.Range(1, levels).Select(item => new StagedLevel(item, 7, 5, 0, 0, 0, before.Add(-TimeSpan.FromDays(1))))]);
        _clock.Advance(TimeSpan.FromHours(1));
        await SyncAsync(
            [.. Enumerable.Range(1, levels).Select(item => new StagedLevel(item, 7, 4, 0, 0, 0, before.Add(TimeSpan.FromMinutes(30))))]);
    }

    private async Task SyncAsync(IReadOnlyList<StagedLevel> levels)
    {
        var run = await _store.TryLeaseRunAsync("me", mayStart: true, Now, TimeSpan.FromMinutes(2), CancellationToken.None);
        var lease = new RunLease(run!.Id, "me");
        await _store.SaveProgressAsync(
            lease, new SyncProgress(SyncState.Replacing, $"operation {run.Id}", Now), Now.Add(TimeSpan.FromMinutes(2)),
            CancellationToken.None);
        await _store.StageAsync(lease, new StagedBatch([], levels, []), CancellationToken.None);
        await _store.ReplaceAsync(lease, new Replacement(Now, Now.Add(-TimeSpan.FromMinutes(2)), Now), CancellationToken.None);
    }
}
