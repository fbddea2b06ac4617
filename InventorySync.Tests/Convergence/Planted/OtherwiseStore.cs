using System.Reflection;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>A store like the one inside it, but for the one call that a fault makes something else of.</summary>
#pragma warning disable CA1852 // a class that is made at run time derives from it
internal class OtherwiseStore : DispatchProxy
#pragma warning restore CA1852
{
    private IInventoryStore _store = null!;
    private string _name = "";
    private Func<object?[], object?> _otherwise = null!;

    /// <param name="name">Of the call.</param>
    /// <param name="otherwise">May change the call's arguments, or answer it; null to let it through.</param>
    public static IInventoryStore Of(IInventoryStore store, string name, Func<object?[], object?> otherwise)
    {
        var proxy = Create<IInventoryStore, OtherwiseStore>();
        var calls = (OtherwiseStore)(object)proxy;
        (calls._store, calls._name, calls._otherwise) = (store, name, otherwise);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        (targetMethod!.Name == _name ? _otherwise(args!) : null)
            ?? targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
}
