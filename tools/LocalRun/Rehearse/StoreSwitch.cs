using System.Reflection;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRun.Rehearse;

/// <summary>A database that can be away: while it is, each call of the store fails as one whose server does not answer.</summary>
internal sealed class StoreSwitch
{
    private volatile bool _isAway;

    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    /// <summary>Puts itself before the app's store.</summary>
    public void Replace(IServiceCollection services)
    {
        var made = services.Last(service => service.ServiceType == typeof(IInventoryStore)).ImplementationFactory!;
        services.AddSingleton(provider => Before((IInventoryStore)made(provider)));
    }

    private IInventoryStore Before(IInventoryStore store)
    {
        var proxy = DispatchProxy.Create<IInventoryStore, Calls>();
        var calls = (Calls)(object)proxy;
        (calls.Store, calls.Switch) = (store, this);
        return proxy;
    }

#pragma warning disable CA1852 // a class that is made at run time derives from it
    /// <summary>Public, for the class that is made at run time.</summary>
    public class Calls : DispatchProxy, IDisposable
    {
        internal IInventoryStore Store { get; set; } = null!;

        internal StoreSwitch Switch { get; set; } = null!;

        public void Dispose()
        {
            GC.SuppressFinalize(this);
            (Store as IDisposable)?.Dispose();
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Switch.IsAway
            ? throw new IOException("The database does not answer.")
            : targetMethod!.Invoke(Store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
#pragma warning restore CA1852
}
