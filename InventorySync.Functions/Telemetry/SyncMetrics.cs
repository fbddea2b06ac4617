using System.Diagnostics.Metrics;

namespace InventorySync.Telemetry;

/// <summary>What the app counts and measures. Tags have few values: nothing that a sender can choose becomes one.</summary>
public sealed class SyncMetrics(IMeterFactory meters)
{
    /// <summary>The name of the meter, and the prefix of its instruments.</summary>
    public const string MeterName = "inventorysync";

    /// <summary>In seconds: from what the app itself takes, over what a queue's polling adds and Shopify's own way, to the hours of a late delivery.</summary>
    private static readonly double[] LatencyBuckets = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 3600, 14_400];

    private readonly Meter _meter = meters.Create(MeterName);

    private Counter<long> Webhooks => field ??= _meter.CreateCounter<long>("inventorysync.webhooks", "{delivery}", "Webhook deliveries by topic and outcome");

    private Counter<long> Secrets => field ??= _meter.CreateCounter<long>(
        "inventorysync.webhooks.verified", "{delivery}", "Verified deliveries by the place of the secret that verified them: 0 is the first of the setting");

    private Counter<long> ReplacedTriggers => field ??= _meter.CreateCounter<long>(
        "inventorysync.webhooks.triggered_at_replaced", "{delivery}", "Deliveries whose Triggered-At was missing, unreadable or ahead, by reason");

    private Counter<long> Changes => field ??= _meter.CreateCounter<long>("inventorysync.changes", "{message}", "Queue messages by kind and outcome");

    private Histogram<double> ChangeLatency => field ??= _meter.CreateHistogram<double>(
        "inventorysync.change.latency", "s", "From Shopify's trigger, and from our receipt, to the committed row",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = LatencyBuckets });

    private Counter<long> LookUps => field ??= _meter.CreateCounter<long>("inventorysync.lookups", "{item}", "Look-ups by reason and outcome");

    private Counter<long> SubscriptionRepairs => field ??= _meter.CreateCounter<long>(
        "inventorysync.subscriptions.repaired", "{subscription}", "Webhook subscriptions that were made, changed or deleted, by topic and change");

    private Counter<long> SubscriptionsOfOtherVersion => field ??= _meter.CreateCounter<long>(
        "inventorysync.subscriptions.other_version", "{subscription}", "Webhook subscriptions that a check found in another version of the API than the app reads");

    private Counter<long> Probed => field ??= _meter.CreateCounter<long>(
        "inventorysync.probe.checked", "{item}", "Items that a probe compared with Shopify, by outcome: right, late (right a minute later) or wrong");

    private Counter<long> ProbeMismatches => field ??= _meter.CreateCounter<long>(
        "inventorysync.probe.mismatches", "{item}", "Items that a probe found wrong for longer than a minute, by cause");

    private Counter<long> Observations => field ??= _meter.CreateCounter<long>(
        "inventorysync.observations", "{row}", "Rows for the log of observations, by outcome: written, lost (the database refused them) or left out (too many were waiting)");

    public void CountWebhook(string topic, string outcome) => Webhooks.Add(1, Tag("topic", topic), Tag("outcome", outcome));

    public void CountSecret(int place) => Secrets.Add(1, Tag("secret", place));

    public void CountReplacedTrigger(string reason) => ReplacedTriggers.Add(1, Tag("reason", reason));

    public void CountChange(string kind, string outcome) => Changes.Add(1, Tag("kind", kind), Tag("outcome", outcome));

    public void RecordLatency(string stage, TimeSpan latency) => ChangeLatency.Record(latency.TotalSeconds, Tag("stage", stage));

    public void CountLookUp(string reason, string outcome) => LookUps.Add(1, Tag("reason", reason), Tag("outcome", outcome));

    public void CountSubscriptionRepair(string topic, string change) => SubscriptionRepairs.Add(1, Tag("topic", topic), Tag("change", change));

    public void CountSubscriptionsOfOtherVersion(int count) => SubscriptionsOfOtherVersion.Add(count);

    public void CountProbed(int count, string outcome) => Probed.Add(count, Tag("outcome", outcome));

    public void CountProbeMismatch(string cause) => ProbeMismatches.Add(1, Tag("cause", cause));

    public void CountObservations(long count, string outcome) => Observations.Add(count, Tag("outcome", outcome));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
