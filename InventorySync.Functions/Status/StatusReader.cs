using System.Reflection;
using InventorySync.Inventory;
using InventorySync.Queues;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Options;

namespace InventorySync.Status;

/// <summary>
/// Puts together what the database and the queues know of how the app is doing. A few small queries: it may be asked every few seconds.
/// </summary>
public sealed class StatusReader(
    IStatusStore store, ISubscriptionStore subscriptions, IDriftStore drift, QueueWatch queues, HealthJudge judge,
    IOptions<ShopifyOptions> shopify,
    TimeProvider timeProvider)
{
    /// <summary>Long enough for a percentile of a small shop, short enough to be about now.</summary>
    internal const int LagWindowMinutes = 60;

    private static string AppVersion =>
        typeof(StatusReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <exception cref="Exception">The database does not answer: then there is no status.</exception>
    public async Task<StatusReport> ReadAsync(CancellationToken cancellationToken) =>
        await ReadAsync(await queues.ReadAsync(cancellationToken), cancellationToken);

    internal async Task<StatusReport> ReadAsync(SeenQueues seen, CancellationToken cancellationToken)
    {
        var now = timeProvider.Now();
        var status = await store.GetStatusAsync(now.Add(-TimeSpan.FromMinutes(LagWindowMinutes)), cancellationToken);
        var health = await subscriptions.GetSubscriptionHealthAsync(cancellationToken);
        var reasons = judge.Judge(status, health, seen, now);

        return new StatusReport(
            StatusReport.CurrentVersion,
            now.ToDateTimeOffset(),
            HealthRules.Worst(reasons),
            reasons,
            shopify.Value.NormalShopDomain,
            new StatusVersions(AppVersion, status.SchemaVersion, shopify.Value.ApiVersion),
            status.Pause is { } pause ? new StatusPause(pause.Since.ToDateTimeOffset(), pause.Reason) : null,
            FreshnessOf(status, seen, now),
            new StatusLag(LagWindowMinutes, [.. Enum.GetValues<LagStage>().Select(stage => LagPercentiles.Of(stage, status.Lags))]),
            seen.States is { Count: > 0 } states ? [.. states.Select(queue => QueueOf(queue, now))] : null,
            new StatusFullSync(
                RunOf(status.LastRun), RunOf(status.LastGoodRun), status.History.IsRunning, status.History.FailuresSinceSuccess,
                status.History.EarlySync?.Reason,
                status.LastGoodRun is { } good ? judge.OverdueAt(good.StartedAt).ToDateTimeOffset() : null),
            BacklogOf(status.Failed),
            BacklogOf(status.LookUps),
            SubscriptionsOf(health),
            [.. status.Seen.Select(SecretOf).OfType<StatusSecret>().OrderBy(secret => secret.Place)],
            ProbeOf(status.Probe, now),
            TrustSummary.Of(await drift.GetTrustAsync(now.Add(-TrustSummary.Longest), cancellationToken), now));
    }

    private static StatusFreshness FreshnessOf(StoreStatus status, SeenQueues queues, UnixTime now)
    {
        var change = status.Seen.FirstOrDefault(seen => seen.Name == LastSeen.Change)?.At;
        var oldest = queues.OldestAt;
        var good = status.LastGoodRun?.StartedAt;
        return new StatusFreshness(Time(change), Age(change, now), Time(oldest), Age(oldest, now), Time(good), Age(good, now));
    }

    private static StatusQueueState QueueOf(QueueState queue, UnixTime now) =>
        new(queue.Name, queue.Messages, Time(queue.OldestAt), Age(queue.OldestAt, now));

    private static StatusRun? RunOf(SyncRun? run) => run is null
        ? null
        : new StatusRun(
            run.Id, run.State.ToString(), run.StartedAt.ToDateTimeOffset(), Time(run.EndedAt), run.Report?.Variants, run.Report?.Levels,
            run.Report?.SkusWritten, run.Report?.LevelsWritten, run.Report?.Drift, run.Report?.InFlight, run.Error);

    private static StatusBacklog BacklogOf(Backlog backlog) => new(backlog.Count, Time(backlog.Since), backlog.MaxTries);

    private static StatusSubscriptions SubscriptionsOf(SubscriptionHealth health) => new(
        Time(health.LastCheck?.CheckedAt), health.LastCheck?.Address, health.LastCheck?.Lost, health.LastCheck?.Repairs,
        Time(health.LastRepairedAt), [.. (health.LastCheck?.OfOtherVersion ?? []).Select(topic => $"{topic.Topic}: {topic.ApiVersion}")],
        health.Failure?.Reason, Time(health.UninstalledAt));

    private static StatusProbe? ProbeOf(ProbeRecord? probe, UnixTime now) => probe is null
        ? null
        : new StatusProbe(
            probe.At.ToDateTimeOffset(), Math.Round((now - probe.At).TotalSeconds, 1), probe.Checked, probe.Late, probe.Wrong, probe.Causes,
            probe.IsAlarming, Time(probe.SyncAskedAt), probe.Failure);

    private static StatusSecret? SecretOf(LastSeen seen) =>
        seen.Name.StartsWith(LastSeen.SecretPrefix, StringComparison.Ordinal)
        && int.TryParse(seen.Name.AsSpan(LastSeen.SecretPrefix.Length), System.Globalization.CultureInfo.InvariantCulture, out var place)
            ? new StatusSecret(place, seen.At.ToDateTimeOffset())
            : null;

    private static DateTimeOffset? Time(UnixTime? time) => time?.ToDateTimeOffset();

    private static double? Age(UnixTime? time, UnixTime now) => time is { } at ? Math.Round((now - at).TotalSeconds, 1) : null;
}
