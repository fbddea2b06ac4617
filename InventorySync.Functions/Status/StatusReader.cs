using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Probe;
using InventorySync.Queues;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Status;

/// <summary>Puts together what the database and the queues know of how the app is doing. A few small queries: it may be asked every few seconds.</summary>
/// <param name="appVersion">Of this build.</param>
public sealed class StatusReader(
    IInventoryStore store, IQueueInspector queues, IOptions<FullSyncOptions> fullSync, IOptions<ProbeOptions> probe, IOptions<ShopifyOptions> shopify, TimeProvider timeProvider,
    SyncMetrics metrics, ILogger<StatusReader> logger, string appVersion)
{
    /// <summary>Long enough for a percentile of a small shop, short enough to be about now.</summary>
    internal const int LagWindowMinutes = 60;

    /// <summary>Of a queue that does not answer, nothing is known: that is a reason by itself, and the rest is told all the same.</summary>
    private static readonly TimeSpan QueueLimit = TimeSpan.FromSeconds(5);

    /// <exception cref="Exception">The database does not answer: then there is no status.</exception>
    public async Task<StatusReport> ReadAsync(CancellationToken cancellationToken) => await ReadAsync(await ReadQueuesAsync(cancellationToken), cancellationToken);

    private async Task<StatusReport> ReadAsync((IReadOnlyList<QueueState>? States, string? Fault) seen, CancellationToken cancellationToken)
    {
        var now = UnixTime.From(timeProvider.GetUtcNow());
        var status = await store.GetStatusAsync(now.Add(-TimeSpan.FromMinutes(LagWindowMinutes)), cancellationToken);
        var subscriptions = await store.GetSubscriptionHealthAsync(cancellationToken);
        var (states, fault) = seen;
        var schedule = SyncSchedule.TryParse(fullSync.Value.FullSyncSchedule)!;
        List<StatusReason> reasons = [.. HealthRules.Judge(status, subscriptions, states, schedule, now), .. HealthRules.OfProbe(status, SyncSchedule.TryParse(probe.Value.ProbeSchedule)!, now)];
        if (fault is not null) reasons.Add(new StatusReason(HealthLevel.Yellow, "queuesUnknown", $"The queues cannot be looked at: {fault}"));

        return new StatusReport(
            StatusReport.CurrentVersion,
            now.ToDateTimeOffset(),
            HealthRules.Worst(reasons),
            [.. reasons.OrderByDescending(reason => reason.Level)],
            shopify.Value.NormalShopDomain,
            new StatusVersions(appVersion, status.SchemaVersion, shopify.Value.ApiVersion),
            status.Pause is { } pause ? new StatusPause(pause.Since.ToDateTimeOffset(), pause.Reason) : null,
            FreshnessOf(status, states, now),
            new StatusLag(LagWindowMinutes, [.. Enum.GetValues<LagStage>().Select(stage => LagPercentiles.Of(stage, status.Lags))]),
            states is { Count: > 0 } ? [.. states.Select(queue => new StatusQueueState(queue.Name, queue.Messages, Time(queue.OldestAt), Age(queue.OldestAt, now)))] : null,
            new StatusFullSync(
                RunOf(status.LastRun), RunOf(status.LastGoodRun), status.History.IsRunning, status.History.FailuresSinceSuccess, status.History.EarlySync?.Reason,
                status.LastGoodRun is { } good ? SyncSchedule.OverdueAt(good.StartedAt, schedule).ToDateTimeOffset() : null),
            BacklogOf(status.Failed),
            BacklogOf(status.LookUps),
            SubscriptionsOf(subscriptions),
            [.. status.Seen.Select(SecretOf).OfType<StatusSecret>().OrderBy(secret => secret.Place)],
            ProbeOf(status.Probe, now),
            TrustSummary.Of(await store.GetTrustAsync(now.Add(-TrustSummary.Longest), cancellationToken), now));
    }

    /// <summary>Leaves the verdict in the database, for whoever only reads that, and the queues' age as a metric. Where it cannot, the view SyncFreshness says so by itself before long.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        // First, since an alert takes it as the sign that the app lives, whatever the database does.
        var seen = await ReadQueuesAsync(cancellationToken);
        MeasureQueues(seen.States);
        try
        {
            await store.WriteHeartbeatAsync(HeartbeatOf(await ReadAsync(seen, cancellationToken)), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.HeartbeatNotWritten(logger, e, e.Message);
        }
    }

    private void MeasureQueues(IReadOnlyList<QueueState>? states)
    {
        if (states is null) return;
        var age = OldestOf(states) is { } oldest ? UnixTime.From(timeProvider.GetUtcNow()) - oldest : TimeSpan.Zero;
        metrics.RecordQueueAge(age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }

    private Heartbeat HeartbeatOf(StatusReport report)
    {
        var now = UnixTime.From(report.At);
        var schedule = SyncSchedule.TryParse(fullSync.Value.FullSyncSchedule)!;
        var startedAt = report.FullSync.LastGood is { } good ? UnixTime.From(good.StartedAt) : now;
        var reason = string.Join(' ', report.Reasons.Select(each => each.Text));
        return new Heartbeat(
            now,
            report.Overall switch { HealthLevel.Red => "red", HealthLevel.Yellow => "yellow", _ => "green" },
            reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason,
            report.Freshness.OldestMessageAt is { } oldest ? UnixTime.From(oldest) : null,
            (long)(SyncSchedule.TooOldAt(startedAt, schedule) - startedAt).TotalSeconds);
    }

    /// <summary>SyncFreshness tells it in one column: a person reads the first lines, and status has them all.</summary>
    private const int MaxReasonLength = 2_000;

    private async Task<(IReadOnlyList<QueueState>? States, string? Fault)> ReadQueuesAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(QueueLimit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return (await queues.ReadAsync(either.Token), null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, e is OperationCanceledException ? $"no answer within {QueueLimit.TotalSeconds} s" : e.Message);
        }
    }

    private static StatusFreshness FreshnessOf(StoreStatus status, IReadOnlyList<QueueState>? states, UnixTime now)
    {
        var change = status.Seen.FirstOrDefault(seen => seen.Name == LastSeen.Change)?.At;
        var oldest = OldestOf(states);
        var good = status.LastGoodRun?.StartedAt;
        return new StatusFreshness(Time(change), Age(change, now), Time(oldest), Age(oldest, now), Time(good), Age(good, now));
    }

    private static UnixTime? OldestOf(IReadOnlyList<QueueState>? states) => states?.Min(queue => queue.OldestAt);

    private static StatusRun? RunOf(SyncRun? run) => run is null
        ? null
        : new StatusRun(
            run.Id, run.State.ToString(), run.StartedAt.ToDateTimeOffset(), Time(run.EndedAt), run.Report?.Variants, run.Report?.Levels, run.Report?.SkusWritten, run.Report?.LevelsWritten,
            run.Report?.Drift, run.Report?.InFlight, run.Error);

    private static StatusBacklog BacklogOf(Backlog backlog) => new(backlog.Count, Time(backlog.Since), backlog.MaxTries);

    private static StatusSubscriptions SubscriptionsOf(SubscriptionHealth health) => new(
        Time(health.LastCheck?.CheckedAt), health.LastCheck?.Address, health.LastCheck?.Lost, health.LastCheck?.Repairs, Time(health.LastRepairedAt),
        [.. (health.LastCheck?.OfOtherVersion ?? []).Select(topic => $"{topic.Topic}: {topic.ApiVersion}")], health.Failure?.Reason, Time(health.UninstalledAt));

    private static StatusProbe? ProbeOf(ProbeRecord? probe, UnixTime now) => probe is null
        ? null
        : new StatusProbe(
            probe.At.ToDateTimeOffset(), Math.Round((now - probe.At).TotalSeconds, 1), probe.Checked, probe.Late, probe.Wrong, probe.Causes, probe.IsAlarming, Time(probe.SyncAskedAt),
            probe.Failure);

    private static StatusSecret? SecretOf(LastSeen seen) =>
        seen.Name.StartsWith(LastSeen.SecretPrefix, StringComparison.Ordinal)
        && int.TryParse(seen.Name.AsSpan(LastSeen.SecretPrefix.Length), System.Globalization.CultureInfo.InvariantCulture, out var place)
            ? new StatusSecret(place, seen.At.ToDateTimeOffset())
            : null;

    private static DateTimeOffset? Time(UnixTime? time) => time?.ToDateTimeOffset();

    private static double? Age(UnixTime? time, UnixTime now) => time is { } at ? Math.Round((now - at).TotalSeconds, 1) : null;
}
