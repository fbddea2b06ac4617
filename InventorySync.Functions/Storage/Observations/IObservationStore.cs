using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>
/// What was observed, how deliveries were answered, and how long changes were on their way: written in batches, and never decided by.
/// </summary>
public interface IObservationStore
{
    /// <summary>
    /// Writes observations down, in one transaction. Repeated after a lost answer it may write them twice, which misleads nobody.
    /// </summary>
    Task RecordObservationsAsync(IReadOnlyList<LoggedObservation> observations, CancellationToken cancellationToken);

    /// <summary>
    /// Adds up what an instance has answered deliveries. Repeated after a lost answer it may count twice, which nobody would notice.
    /// </summary>
    /// <param name="keepFrom">Hours that were over before it are removed.</param>
    Task RecordDeliveriesAsync(IReadOnlyList<DeliveryCount> deliveries, UnixTime keepFrom, CancellationToken cancellationToken);

    /// <summary>
    /// Adds up what an instance has measured of the changes that it has applied. Repeated after a lost answer it may count twice, which
    /// nobody would notice.
    /// </summary>
    /// <param name="keepFrom">What is older is removed.</param>
    Task RecordMeasuresAsync(
        IReadOnlyList<LagCount> lags, IReadOnlyList<LastSeen> seen, UnixTime keepFrom, CancellationToken cancellationToken);
}
