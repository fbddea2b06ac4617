using InventorySync.Inventory;
using InventorySync.LookUps;
using InventorySync.Observations;
using InventorySync.Telemetry;

namespace InventorySync.Changes;

/// <summary>
/// Applies one message of the queue "inventory-changes". When it returns, what the message said is committed; when it throws, the queue
/// gives it again.
/// </summary>
public sealed class ChangeHandler(
    ChangeApplier changes, LookUpRunner lookUps, LagRecorder lags, ObservationLog observations, DeliveryCounter deliveries,
    TimeProvider timeProvider, SyncTracing tracing)
{
    /// <param name="enqueuedAt">When the message came into its queue, on the queue's clock; null where that is not known.</param>
    /// <exception cref="UnknownMessageException">This app does not know the message's version or kind.</exception>
    public async Task HandleAsync(ReadOnlyMemory<byte> message, UnixTime? enqueuedAt, CancellationToken cancellationToken)
    {
        var dequeuedAt = timeProvider.Now();
        var change = ChangeMessage.Parse(message.Span);
        using var activity = tracing.StartChange(change.Traceparent);

        var needs = await changes.ApplyAsync(change, cancellationToken);
        await lags.RecordAsync(change, enqueuedAt, dequeuedAt, timeProvider.Now(), cancellationToken);
        await observations.WriteIfDueAsync(cancellationToken);

        // The needs are committed, so that a failure here costs nothing but time: the recovery timer tries again.
        var now = timeProvider.Now();
        if (needs.Any(need => need is not null && need.NotBefore <= now)) await lookUps.TryDueAsync(cancellationToken);

        // Last, since what throws above brings the message again, which would count it again.
        deliveries.CountAccepted(change.Topic, change.Kind, change.ReceivedAt);
    }
}
