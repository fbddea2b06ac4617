using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Telemetry;

namespace InventorySync.Status;

/// <summary>
/// Leaves what status says in the database, for whoever only reads that, and the queues' age as a metric. Where it cannot, the view
/// SyncFreshness says so by itself before long.
/// </summary>
public sealed class HeartbeatWriter(
    IStatusStore store, StatusReader status, QueueWatch queues, HealthJudge judge, SyncMetrics metrics, TimeProvider timeProvider)
{
    /// <summary>SyncFreshness tells it in one column: a person reads the first lines, and status has them all.</summary>
    private const int MaxReasonLength = 2_000;

    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        // First, since an alert takes it as the sign that the app lives, whatever the database does.
        var seen = await queues.ReadAsync(cancellationToken);
        MeasureQueues(seen);
        await store.WriteHeartbeatAsync(HeartbeatOf(await status.ReadAsync(seen, cancellationToken)), cancellationToken);
    }

    private void MeasureQueues(SeenQueues seen)
    {
        if (seen.States is null) return;
        var age = seen.OldestAt is { } oldest ? timeProvider.Now() - oldest : TimeSpan.Zero;
        metrics.RecordQueueAge(age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }

    private Heartbeat HeartbeatOf(StatusReport report)
    {
        var now = UnixTime.From(report.At);
        var startedAt = report.FullSync.LastGood is { } good ? UnixTime.From(good.StartedAt) : now;
        var reason = string.Join(' ', report.Reasons.Select(each => each.Text));
        return new Heartbeat(
            now,
            report.Overall switch { HealthLevel.Red => "red", HealthLevel.Yellow => "yellow", _ => "green" },
            reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason,
            report.Freshness.OldestMessageAt is { } oldest ? UnixTime.From(oldest) : null,
            (long)judge.TooOldAfter(startedAt).TotalSeconds);
    }
}
