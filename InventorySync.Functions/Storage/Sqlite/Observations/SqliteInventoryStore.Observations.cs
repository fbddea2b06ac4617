using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task RecordObservationsAsync(IReadOnlyList<LoggedObservation> observations, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            foreach (var observation in observations) Record(session, observation);
            return observations.Count;
        },
        cancellationToken);

    public Task RecordDeliveriesAsync(IReadOnlyList<DeliveryCount> deliveries, UnixTime keepFrom, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                foreach (var (hour, topic, outcome, count) in deliveries)
                    session.Execute("AddDeliveries", ("@hour", hour), ("@topic", topic), ("@outcome", outcome), ("@deliveries", count));
                return session.Execute("DeleteOldDeliveries", ("@keepFromHour", keepFrom.Hour));
            },
            cancellationToken);

    public Task RecordMeasuresAsync(
        IReadOnlyList<LagCount> lags, IReadOnlyList<LastSeen> seen, UnixTime keepFrom, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            foreach (var lag in lags)
                session.Execute(
                    "AddLag", ("@minute", lag.Minute), ("@stage", (int)lag.Stage), ("@bucket", lag.Bucket), ("@messages", lag.Messages));
            foreach (var (name, at) in seen) session.Execute("WriteLastSeen", ("@name", name), ("@at", at.Nanoseconds));
            return session.Execute("DeleteOldLags", ("@minute", keepFrom.Minute));
        },
        cancellationToken);

    private static void Record(SqliteSession session, LoggedObservation observation) => session.Execute(
        "RecordObservation",
        ("@recordedAt", observation.RecordedAt.Nanoseconds), ("@source", observation.Source.ToString()), ("@kind", observation.Kind),
        ("@outcome", observation.Outcome), ("@seenAt", observation.SeenAt.Nanoseconds), ("@updatedAt", observation.UpdatedAt?.Nanoseconds),
        ("@value", observation.Value), ("@reason", observation.Reason), ("@productId", observation.ProductId),
        ("@variantId", observation.VariantId), ("@inventoryItemId", observation.InventoryItemId), ("@locationId", observation.LocationId),
        ("@topic", observation.Topic), ("@webhookId", observation.WebhookId), ("@triggeredAt", observation.TriggeredAt?.Nanoseconds),
        ("@receivedAt", observation.ReceivedAt?.Nanoseconds), ("@syncRunId", observation.SyncRunId));
}
