using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public Task RecordObservationsAsync(IReadOnlyList<LoggedObservation> observations, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RecordObservations", _ => true,
            ("@observations", SqlServerJson.Of<ObservationRow>(
                [.. observations.Select(RowOf)], SqlServerJson.Default.IReadOnlyListObservationRow))),
        cancellationToken);

    public Task RecordDeliveriesAsync(IReadOnlyList<DeliveryCount> deliveries, UnixTime keepFrom, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync(
                "RecordDeliveries", _ => true,
                ("@deliveries", SqlServerJson.Of<DeliveryRow>(
                    [.. deliveries.Select(count => new DeliveryRow(count.Hour, count.Topic, count.Outcome, count.Deliveries))],
                    SqlServerJson.Default.IReadOnlyListDeliveryRow)),
                ("@keepFromHour", keepFrom.Hour)),
            cancellationToken);

    public Task RecordMeasuresAsync(
        IReadOnlyList<LagCount> lags, IReadOnlyList<LastSeen> seen, UnixTime keepFrom, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RecordMeasures", _ => true,
            ("@lags", SqlServerJson.Of<LagRow>(
                [.. lags.Select(lag => new LagRow(lag.Minute, (int)lag.Stage, lag.Bucket, lag.Messages))],
                SqlServerJson.Default.IReadOnlyListLagRow)),
            ("@seen", SqlServerJson.Of(seen, SqlServerJson.Default.IReadOnlyListLastSeen)), ("@keepFromMinute", keepFrom.Minute)),
        cancellationToken);

    private static ObservationRow RowOf(LoggedObservation observation) => new(
        observation.RecordedAt, observation.Source.ToString(), observation.Kind, observation.Outcome, observation.SeenAt,
        observation.UpdatedAt, Normal.Cut(observation.Value, LoggedObservation.ValueLength),
        Normal.Cut(observation.Reason, LoggedObservation.ReasonLength), observation.ProductId, observation.VariantId,
        observation.InventoryItemId, observation.LocationId, Normal.Cut(observation.Topic, LoggedObservation.TopicLength),
        Normal.Cut(observation.WebhookId, LoggedObservation.WebhookIdLength), observation.TriggeredAt, observation.ReceivedAt,
        observation.SyncRunId);
}
