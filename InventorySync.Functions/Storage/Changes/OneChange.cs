using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>A change that is applied in a transaction of its own.</summary>
public static class OneChange
{
    /// <exception cref="Exception">What is wrong with the change, or with the database.</exception>
    public static async Task<T> ApplyAsync<T>(
        this IChangeStore store, IObservation change, UnixTime now, CancellationToken cancellationToken)
        where T : ChangeResult => (await store.ApplyAsync([change], now, cancellationToken))[0].Get<T>();
}
