using System.Reflection;
using InventorySync.Storage;

namespace InventorySync.Tests.Changes;

/// <summary>A store whose database is away for the first calls, and then records failed changes.</summary>
internal sealed class FailingStore
{
    private readonly Action? _onCall;
    private int _failures;

    /// <param name="failures">Calls that fail.</param>
    /// <param name="onCall">What happens at each call.</param>
    public FailingStore(int failures, Action? onCall = null)
    {
        (_failures, _onCall) = (failures, onCall);
        Proxy = DispatchProxy.Create<IInventoryStore, Calls>();
        ((Calls)(object)Proxy).Store = this;
    }

    public IInventoryStore Proxy { get; }

    public int Recorded { get; private set; }

    private Task<PendingLookUp?> RecordAsync()
    {
        _onCall?.Invoke();
        if (_failures-- > 0) throw new IOException("The database is away.");
        Recorded++;
        return Task.FromResult<PendingLookUp?>(null);
    }

#pragma warning disable CA1852 // a class that is made at run time derives from it
    /// <summary>Public, for the class that is made at run time.</summary>
    public class Calls : DispatchProxy
    {
        internal FailingStore Store { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IInventoryStore.RecordFailedChangeAsync) ? Store.RecordAsync() : throw new NotSupportedException(targetMethod.Name);
    }
#pragma warning restore CA1852
}
