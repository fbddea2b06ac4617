using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Observations;

/// <summary>A store that takes observations and deliveries, and does with each batch what a test says.</summary>
internal sealed class RecordingStore : IObservationStore
{
    /// <summary>The batches that were written.</summary>
    public List<IReadOnlyList<LoggedObservation>> Batches { get; } = [];

    public List<IReadOnlyList<DeliveryCount>> Deliveries { get; } = [];

    /// <summary>Before each batch is written.</summary>
    public Func<CancellationToken, Task> OnWrite { get; set; } = _ => Task.CompletedTask;

    public async Task RecordObservationsAsync(IReadOnlyList<LoggedObservation> observations, CancellationToken cancellationToken)
    {
        await OnWrite(cancellationToken);
        Batches.Add(observations);
    }

    public async Task RecordDeliveriesAsync(IReadOnlyList<DeliveryCount> deliveries, UnixTime keepFrom, CancellationToken cancellationToken)
    {
        await OnWrite(cancellationToken);
        Deliveries.Add(deliveries);
    }

    public Task RecordMeasuresAsync(
        IReadOnlyList<LagCount> lags, IReadOnlyList<LastSeen> seen, UnixTime keepFrom, CancellationToken cancellationToken) =>
        OnWrite(cancellationToken);
}
