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

    public Task<IReadOnlyList<LoggedObservation>> GetObservationsAsync(
        long? inventoryItemId, long? variantId, long? productId, int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<LoggedObservation>>(
        session => session.All(
            "ReadObservations", ObservationAt, ("@inventoryItemId", inventoryItemId), ("@variantId", variantId), ("@productId", productId), ("@limit", limit)),
        cancellationToken);

    public Task<int> DeleteObservationsAsync(UnixTime recordedBefore, int limit, CancellationToken cancellationToken) => WriteAsync(
        session => session.Execute("DeleteOldObservations", ("@recordedBefore", recordedBefore.Nanoseconds), ("@limit", limit)), cancellationToken);

    public Task RecordDeliveriesAsync(IReadOnlyList<DeliveryCount> deliveries, UnixTime keepFrom, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            foreach (var (hour, topic, outcome, count) in deliveries)
                session.Execute("AddDeliveries", ("@hour", hour), ("@topic", topic), ("@outcome", outcome), ("@deliveries", count));
            return session.Execute("DeleteOldDeliveries", ("@keepFromHour", keepFrom.Hour));
        },
        cancellationToken);

    private static void Record(SqliteSession session, LoggedObservation observation) => session.Execute(
        "RecordObservation",
        ("@recordedAt", observation.RecordedAt.Nanoseconds), ("@source", observation.Source.ToString()), ("@kind", observation.Kind), ("@outcome", observation.Outcome),
        ("@seenAt", observation.SeenAt.Nanoseconds), ("@updatedAt", observation.UpdatedAt?.Nanoseconds),
        ("@value", observation.Value), ("@reason", observation.Reason),
        ("@productId", observation.ProductId), ("@variantId", observation.VariantId), ("@inventoryItemId", observation.InventoryItemId), ("@locationId", observation.LocationId),
        ("@topic", observation.Topic), ("@webhookId", observation.WebhookId),
        ("@triggeredAt", observation.TriggeredAt?.Nanoseconds), ("@receivedAt", observation.ReceivedAt?.Nanoseconds), ("@syncRunId", observation.SyncRunId));

    private static LoggedObservation ObservationAt(Row row) => new(
        row.Time(0), Enum.Parse<ObservationSource>(row.GetString(1)), row.GetString(2), row.GetString(3), row.Time(4), row.TimeOrNull(5), row.TextOrNull(6), row.TextOrNull(7),
        row.LongOrNull(8), row.LongOrNull(9), row.LongOrNull(10), row.LongOrNull(11), row.TextOrNull(12), row.TextOrNull(13), row.TimeOrNull(14), row.TimeOrNull(15),
        row.LongOrNull(16));
}
