using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Support;

/// <summary>One change of each kind, in a transaction of its own.</summary>
internal static class ChangeCalls
{
    public static Task<LevelChange> ApplyLevelAsync(
        this IChangeStore store, LevelObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyAsync<LevelChange>(observation, now, cancellationToken);

    public static Task<ProductChange> ApplyProductAsync(
        this IChangeStore store, ProductObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyAsync<ProductChange>(observation, now, cancellationToken);

    public static Task<ItemStateChange> ApplyItemAsync(
        this IChangeStore store, ItemObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyAsync<ItemStateChange>(observation, now, cancellationToken);

    public static Task<ItemChange> ApplyItemReadAsync(
        this IChangeStore store, ItemRead read, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyAsync<ItemChange>(read, now, cancellationToken);

    public static Task<ProductReadChange> ApplyProductReadAsync(
        this IChangeStore store, ProductRead read, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyAsync<ProductReadChange>(read, now, cancellationToken);
}
