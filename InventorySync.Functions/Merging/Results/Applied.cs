using System.Runtime.ExceptionServices;

namespace InventorySync.Merging;

/// <summary>One change of a batch: what became of it, or the fault for which it left nothing behind.</summary>
public sealed record Applied(ChangeResult? Result, Exception? Fault)
{
    /// <exception cref="Exception">The fault.</exception>
    public T Get<T>()
        where T : ChangeResult
    {
        if (Fault is not null) ExceptionDispatchInfo.Throw(Fault);
        return (T)Result!;
    }
}
