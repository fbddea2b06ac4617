using System.Reflection;
using InventorySync.Storage;

namespace InventorySync.Tests.Observations;

/// <summary>A store that takes observations and deliveries, and does with each batch what a test says.</summary>
internal sealed class RecordingStore
{
    public RecordingStore()
    {
        Proxy = DispatchProxy.Create<IInventoryStore, Calls>();
        ((Calls)(object)Proxy).Store = this;
    }

    public IInventoryStore Proxy { get; }

    /// <summary>The batches that were written.</summary>
    public List<IReadOnlyList<LoggedObservation>> Batches { get; } = [];

    public List<IReadOnlyList<DeliveryCount>> Deliveries { get; } = [];

    /// <summary>Before each batch is written.</summary>
    public Func<CancellationToken, Task> OnWrite { get; set; } = _ => Task.CompletedTask;

    private async Task WriteAsync<T>(List<IReadOnlyList<T>> written, object batch, CancellationToken cancellationToken)
    {
        await OnWrite(cancellationToken);
        written.Add((IReadOnlyList<T>)batch);
    }

#pragma warning disable CA1852 // a class that is made at run time derives from it
    /// <summary>Public, for the class that is made at run time.</summary>
    public class Calls : DispatchProxy
    {
        internal RecordingStore Store { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IInventoryStore.RecordObservationsAsync) => Store.WriteAsync(Store.Batches, args![0]!, (CancellationToken)args[^1]!),
            nameof(IInventoryStore.RecordDeliveriesAsync) => Store.WriteAsync(Store.Deliveries, args![0]!, (CancellationToken)args[^1]!),
            _ => throw new NotSupportedException(targetMethod.Name),
        };
    }
#pragma warning restore CA1852
}
