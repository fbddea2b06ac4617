using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Changes;

/// <summary>Applies one message of the queue "inventory-changes". When it returns, what the message said is committed; when it throws, the queue gives it again.</summary>
public sealed class ChangeHandler(
    IInventoryStore store, LookUps lookUps, TimeProvider timeProvider, SyncMetrics metrics, SyncTracing tracing, ILogger<ChangeHandler> logger)
{
    /// <exception cref="UnknownMessageException">This app does not know the message's version or kind.</exception>
    public async Task HandleAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var change = ChangeMessage.Parse(message.Span);
        using var activity = tracing.StartChange(change.Traceparent);

        if (change.Level is { } level) await ApplyLevelAsync(change, level, cancellationToken);
        if (change.Rejected is { } rejected) await RecordRejectedAsync(change, rejected, cancellationToken);
    }

    private async Task ApplyLevelAsync(ChangeMessage change, LevelMessage level, CancellationToken cancellationToken)
    {
        var applied = await store.ApplyLevelAsync(level.ToObservation(change.SeenAt), UnixTime.From(timeProvider.GetUtcNow()), cancellationToken);
        var committedAt = UnixTime.From(timeProvider.GetUtcNow());
        Report(change, level, applied, committedAt);

        // The need is committed, so that a failure here costs nothing but time: the recovery timer tries again.
        if (applied.LookUp is { } lookUp && lookUp.NotBefore <= committedAt) await lookUps.TryAsync([lookUp], cancellationToken);
    }

    private async Task RecordRejectedAsync(ChangeMessage change, RejectedMessage rejected, CancellationToken cancellationToken)
    {
        await store.RecordFailedChangeAsync(rejected.ToFailedChange(change), cancellationToken);
        metrics.CountChange(change.Kind, "Recorded");
        Log.RejectedRecorded(logger, change.Topic, change.WebhookId, rejected.Reason, rejected.BodyLength);
    }

    private void Report(ChangeMessage change, LevelMessage level, LevelChange applied, UnixTime committedAt)
    {
        // A disconnect has no number, an update no presence; where both came, the number is what a reader looks for.
        var outcome = applied.Available ?? applied.Presence ?? Outcome.Superseded;
        var sinceTrigger = committedAt - change.SeenAt;
        var sinceReceipt = committedAt - change.ReceivedAt;
        metrics.CountChange(change.Kind, outcome.ToString());
        metrics.RecordLatency("triggered", sinceTrigger);
        metrics.RecordLatency("received", sinceReceipt);
        Log.LevelHandled(
            logger, change.Topic, change.WebhookId, level.InventoryItemId, level.LocationId, string.Join(", ", applied.Skus), outcome, applied.Presence,
            applied.OldAvailable, applied.NewAvailable, applied.LookUp?.Reason, sinceTrigger.TotalMilliseconds, sinceReceipt.TotalMilliseconds);
    }
}
