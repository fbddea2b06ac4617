using System.Diagnostics.Metrics;

namespace InventorySync.Telemetry;

/// <summary>
/// What the app counts and measures. Tags have few values: nothing that a sender can choose becomes one, and no id does. All instruments
/// are there from the start, so that whoever listens sees their names before anything has happened: alerts and charts are held against
/// them.
/// </summary>
public sealed class SyncMetrics
{
    /// <summary>The name of the meter, and the prefix of its instruments.</summary>
    public const string MeterName = "inventorysync";

    /// <summary>
    /// In seconds: from what the app itself takes, over what a queue's polling adds and Shopify's own way, to the hours of a late delivery.
    /// </summary>
    private static readonly double[] LatencyBuckets =
        [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 3600, 14_400];

    /// <summary>In seconds: from a small shop's download to an operation that takes the night.</summary>
    private static readonly double[] RunBuckets = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 14_400, 36_000];

    /// <summary>Of an age in seconds: from a message that waits to a row that was wrong for a day.</summary>
    private static readonly double[] AgeBuckets = [1, 10, 30, 60, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 86_400];

    /// <summary>Shares from 0 to 1 of which only those near 1 are usual.</summary>
    private static readonly double[] AccuracyBuckets = [0.5, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999, 1];

    /// <summary>Shares from 0 to 1 of which only those near 0 are usual.</summary>
    private static readonly double[] RateBuckets = [0, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1];

    /// <summary>Rows, from one to those of the largest shops.</summary>
    private static readonly double[] RowBuckets = [0, 1, 10, 50, 100, 1_000, 10_000, 100_000, 1_000_000];

    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _secrets;
    private readonly Counter<long> _replacedTriggers;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _failedChanges;
    private readonly Histogram<double> _changeLatency;
    private readonly Counter<long> _lookUps;
    private readonly Histogram<double> _queueAge;
    private readonly Histogram<double> _runDuration;
    private readonly Histogram<long> _runRows;
    private readonly Histogram<long> _drift;
    private readonly Histogram<double> _accuracy;
    private readonly Histogram<double> _wrongTime;
    private readonly Histogram<double> _missedRate;
    private readonly Counter<long> _subscriptionRepairs;
    private readonly Counter<long> _subscriptionsOfOtherVersion;
    private readonly Counter<long> _probed;
    private readonly Counter<long> _probeMismatches;
    private readonly Counter<long> _observations;

    public SyncMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _webhooks = meter.CreateCounter<long>(
            "inventorysync.webhooks", "{delivery}",
            "Webhook deliveries by topic and outcome; those whose message went into the queue when that has been handled");
        _secrets = meter.CreateCounter<long>(
            "inventorysync.webhooks.verified", "{delivery}",
            "Verified deliveries by the place of the secret that verified them: 0 is the first of the setting");
        _replacedTriggers = meter.CreateCounter<long>(
            "inventorysync.webhooks.triggered_at_replaced", "{delivery}",
            "Deliveries whose Triggered-At was missing, unreadable or ahead, by reason");
        _changes = meter.CreateCounter<long>("inventorysync.changes", "{message}", "Queue messages by kind and outcome");
        _failedChanges = meter.CreateCounter<long>(
            "inventorysync.changes.failed", "{message}",
            "Messages that were recorded in FailedChange, by kind and reason: unreadable, or given up by the queue");
        _changeLatency = Histogram<double>(
            meter, "inventorysync.change.latency", "s", "The way of a change to its committed row, by stage", LatencyBuckets);
        _lookUps = meter.CreateCounter<long>("inventorysync.lookups", "{item}", "Look-ups by reason and outcome");
        _queueAge = Histogram<double>(
            meter, "inventorysync.queue.age", "s",
            "The age of the oldest message of all queues, as the recovery timer saw it every five minutes; 0 where none waited",
            AgeBuckets);
        _runDuration = Histogram<double>(
            meter, "inventorysync.fullsync.duration", "s", "Full syncs that ended, from their begin, by outcome", RunBuckets);
        _runRows = Histogram<long>(
            meter, "inventorysync.fullsync.rows", "{row}", "What a full sync that succeeded read and wrote, by kind", RowBuckets);
        _drift = Histogram<long>(
            meter, "inventorysync.fullsync.drift", "{row}", "Rows that a full sync had to repair, by cause as it was told first",
            RowBuckets);
        _accuracy = Histogram<double>(
            meter, "inventorysync.accuracy", "1", "The share of SKUs that were right when a full sync looked", AccuracyBuckets);
        _wrongTime = Histogram<double>(
            meter, "inventorysync.fullsync.wrong_time", "s",
            "How long rows had been wrong that a full sync had to repair, by measure: the worst, and all together", AgeBuckets);
        _missedRate = Histogram<double>(
            meter, "inventorysync.deliveries.missed_rate", "1",
            "The share of deliveries that never came, of those between two full syncs, by topic", RateBuckets);
        _subscriptionRepairs = meter.CreateCounter<long>(
            "inventorysync.subscriptions.repaired", "{subscription}",
            "Webhook subscriptions that were made, changed or deleted, by topic and change");
        _subscriptionsOfOtherVersion = meter.CreateCounter<long>(
            "inventorysync.subscriptions.other_version", "{subscription}",
            "Webhook subscriptions that a check found in another version of the API than the app reads");
        _probed = meter.CreateCounter<long>(
            "inventorysync.probe.checked", "{item}",
            "Items that a probe compared with Shopify, by outcome: right, late (right a minute later) or wrong");
        _probeMismatches = meter.CreateCounter<long>(
            "inventorysync.probe.mismatches", "{item}", "Items that a probe found wrong for longer than a minute, by cause");
        _observations = meter.CreateCounter<long>(
            "inventorysync.observations", "{row}",
            "Rows for the log of observations, by outcome: written, lost (the database refused them) or left out (too many were waiting)");
    }

    public void CountWebhook(string topic, string outcome) => _webhooks.Add(1, Tag("topic", topic), Tag("outcome", outcome));

    public void CountSecret(int place) => _secrets.Add(1, Tag("secret", place));

    public void CountReplacedTrigger(string reason) => _replacedTriggers.Add(1, Tag("reason", reason));

    public void CountChange(string kind, string outcome) => _changes.Add(1, Tag("kind", kind), Tag("outcome", outcome));

    public void CountFailedChange(string kind, string reason) => _failedChanges.Add(1, Tag("kind", kind), Tag("reason", reason));

    public void RecordLatency(string stage, TimeSpan latency) => _changeLatency.Record(latency.TotalSeconds, Tag("stage", stage));

    public void CountLookUp(string reason, string outcome) => _lookUps.Add(1, Tag("reason", reason), Tag("outcome", outcome));

    public void RecordQueueAge(TimeSpan age) => _queueAge.Record(age.TotalSeconds);

    public void RecordRun(string outcome, TimeSpan duration) => _runDuration.Record(duration.TotalSeconds, Tag("outcome", outcome));

    public void RecordRunRows(string kind, long rows) => _runRows.Record(rows, Tag("kind", kind));

    public void RecordDrift(string cause, long rows) => _drift.Record(rows, Tag("cause", cause));

    public void RecordAccuracy(double share) => _accuracy.Record(share);

    public void RecordWrongTime(string measure, TimeSpan time) => _wrongTime.Record(time.TotalSeconds, Tag("measure", measure));

    public void RecordMissedRate(string topic, double share) => _missedRate.Record(share, Tag("topic", topic));

    public void CountSubscriptionRepair(string topic, string change) =>
        _subscriptionRepairs.Add(1, Tag("topic", topic), Tag("change", change));

    public void CountSubscriptionsOfOtherVersion(int count) => _subscriptionsOfOtherVersion.Add(count);

    public void CountProbed(int count, string outcome) => _probed.Add(count, Tag("outcome", outcome));

    public void CountProbeMismatch(string cause) => _probeMismatches.Add(1, Tag("cause", cause));

    public void CountObservations(long count, string outcome) => _observations.Add(count, Tag("outcome", outcome));

    private static Histogram<T> Histogram<T>(Meter meter, string name, string unit, string description, double[] buckets)
        where T : struct, IConvertible =>
        meter.CreateHistogram(
            name, unit, description, tags: null, new InstrumentAdvice<T> { HistogramBucketBoundaries = [.. buckets.Select(
                bucket => (T)Convert.ChangeType(bucket, typeof(T), null))] });

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
