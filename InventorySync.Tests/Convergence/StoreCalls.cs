using System.Reflection;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// The real store as an instance reaches it: every call is an await before it and one after its commit, at both of which the instance may
/// end.
/// </summary>
#pragma warning disable CA1852 // a class that is made at run time derives from it
internal class StoreCalls : DispatchProxy
#pragma warning restore CA1852
{
    private static readonly MethodInfo CallOfResult =
        typeof(StoreCalls).GetMethod(nameof(CallAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private History _history = null!;
    private Instance _instance = null!;

    public static IInventoryStore Of(History history, Instance instance)
    {
        var proxy = Create<IInventoryStore, StoreCalls>();
        var calls = (StoreCalls)(object)proxy;
        (calls._history, calls._instance) = (history, instance);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (!_history.Laboratory.Calls.TryGetValue(targetMethod!, out var call))
        {
            var result = targetMethod!.ReturnType.IsGenericType ? targetMethod.ReturnType.GetGenericArguments()[0] : typeof(bool);
            call = CallOfResult.MakeGenericMethod(result).CreateDelegate<Func<StoreCalls, MethodInfo, object?[], Task>>();
            _history.Laboratory.Calls.Add(targetMethod, call);
        }

        return call(this, targetMethod!, args!);
    }

    private async Task<T> CallAsync<T>(MethodInfo method, object?[] args)
    {
        var name = method.Name[..^"Async".Length];
        await _instance.PointAsync($"{name}, before", static () => new TimeoutException("The database did not answer."));
        ((CancellationToken)args[^1]!).ThrowIfCancellationRequested();
        var result = args[0] is RunLease lease && method.Name != nameof(IInventoryStore.ReleaseLeaseAsync)
            ? await _history.Checks.AsRunAsync(name, lease, () => OfRunAsync<T>(method, lease, args))
            : await RealAsync<T>(method, args);
        _history.Checks.AfterCommit(name, args[0]);
        await _instance.PointAsync($"{name}, committed", static () => new TimeoutException("The database's answer was lost."));
        return result;
    }

    private async Task<T> OfRunAsync<T>(MethodInfo method, RunLease lease, object?[] args)
    {
        if (method.Name == nameof(IInventoryStore.ReplaceAsync))
            return (T)(object)await _history.Checks.ReplaceAsync(lease, (Replacement)args[1]!, () => RealAsync<SyncReport>(method, args));
        if (method.Name == nameof(IInventoryStore.FailRunAsync)) _history.Tell(() => $"full sync {lease.RunId} fails: {args[1]}");
        return await RealAsync<T>(method, args);
    }

    /// <summary>The call itself; true for one that returns nothing.</summary>
    private async Task<T> RealAsync<T>(MethodInfo method, object?[] args)
    {
        var task = (Task)method.Invoke(_history.Store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null)!;
        if (task is Task<T> withResult) return await withResult;
        await task;
        return (T)(object)true;
    }
}
