using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Probe;
using InventorySync.Storage;
using Microsoft.Extensions.Options;
using NCrontab;

namespace InventorySync.Status;

/// <summary>The rules of health by this app's schedules.</summary>
public sealed class HealthJudge(IOptions<FullSyncOptions> fullSync, IOptions<ProbeOptions> probe)
{
    private CrontabSchedule FullSyncs => SyncSchedule.TryParse(fullSync.Value.FullSyncSchedule)!;

    private CrontabSchedule Probes => SyncSchedule.TryParse(probe.Value.ProbeSchedule)!;

    /// <returns>The worst first.</returns>
    internal IReadOnlyList<StatusReason> Judge(StoreStatus status, SubscriptionHealth subscriptions, SeenQueues queues, UnixTime now)
    {
        List<StatusReason> reasons =
            [.. HealthRules.Judge(status, subscriptions, queues.States, FullSyncs, now), .. HealthRules.OfProbe(status, Probes, now)];
        if (queues.Fault is { } fault)
            reasons.Add(new StatusReason(HealthLevel.Yellow, "queuesUnknown", $"The queues cannot be looked at: {fault}"));
        return [.. reasons.OrderByDescending(reason => reason.Level)];
    }

    /// <summary>When the scheduled full sync after this good one should have succeeded.</summary>
    internal UnixTime OverdueAt(UnixTime startedAt) => SyncSchedule.OverdueAt(startedAt, FullSyncs);

    /// <summary>How long after its begin a good full sync is too old.</summary>
    internal TimeSpan TooOldAfter(UnixTime startedAt) => SyncSchedule.TooOldAt(startedAt, FullSyncs) - startedAt;
}
