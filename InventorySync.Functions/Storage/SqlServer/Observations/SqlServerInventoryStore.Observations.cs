using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public Task RecordObservationsAsync(IReadOnlyList<LoggedObservation> observations, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RecordObservations", _ => true,
            ("@observations", SqlServerJson.Of<ObservationRow>([.. observations.Select(RowOf)], SqlServerJson.Default.IReadOnlyListObservationRow))),
        cancellationToken);

    public async Task<IReadOnlyList<LoggedObservation>> GetObservationsAsync(
        long? inventoryItemId, long? variantId, long? productId, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadObservations", answer => answer.AllAsync(ObservationAt),
            ("@inventoryItemId", inventoryItemId), ("@variantId", variantId), ("@productId", productId), ("@limit", limit)),
        cancellationToken);

    public Task<int> DeleteObservationsAsync(UnixTime recordedBefore, int limit, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync("DeleteOldObservations", row => row.Int(0), ("@recordedBefore", recordedBefore.Nanoseconds), ("@limit", limit)), cancellationToken);

    public Task RecordDeliveriesAsync(IReadOnlyList<DeliveryCount> deliveries, UnixTime keepFrom, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RecordDeliveries", _ => true,
            ("@deliveries", SqlServerJson.Of<DeliveryRow>(
                [.. deliveries.Select(count => new DeliveryRow(count.Hour, count.Topic, count.Outcome, count.Deliveries))], SqlServerJson.Default.IReadOnlyListDeliveryRow)),
            ("@keepFromHour", keepFrom.Hour)),
        cancellationToken);

    private static ObservationRow RowOf(LoggedObservation observation) => new(
        observation.RecordedAt, observation.Source.ToString(), observation.Kind, observation.Outcome, observation.SeenAt, observation.UpdatedAt,
        TextLimits.Cut(observation.Value, LoggedObservation.ValueLength), TextLimits.Cut(observation.Reason, LoggedObservation.ReasonLength),
        observation.ProductId, observation.VariantId, observation.InventoryItemId, observation.LocationId,
        TextLimits.Cut(observation.Topic, LoggedObservation.TopicLength), TextLimits.Cut(observation.WebhookId, LoggedObservation.WebhookIdLength),
        observation.TriggeredAt, observation.ReceivedAt, observation.SyncRunId);

    private static LoggedObservation ObservationAt(Row row) => new(
        row.Time(0), Enum.Parse<ObservationSource>(row.GetString(1)), row.GetString(2), row.GetString(3), row.Time(4), row.TimeOrNull(5), row.TextOrNull(6), row.TextOrNull(7),
        row.LongOrNull(8), row.LongOrNull(9), row.LongOrNull(10), row.LongOrNull(11), row.TextOrNull(12), row.TextOrNull(13), row.TimeOrNull(14), row.TimeOrNull(15),
        row.LongOrNull(16));
}
