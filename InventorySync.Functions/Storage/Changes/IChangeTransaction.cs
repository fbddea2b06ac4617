using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The transaction of one batch of changes, which has begun. Nothing is awaited in it but commands on its connection.</summary>
internal interface IChangeTransaction
{
    /// <summary>Finds what the batch may reach from what it names and from what is held, locks it in the one order, and loads it.</summary>
    Task<RegisterSet> LoadAsync(ChangeKeys keys);

    /// <summary>Locks `needs` and loads these look-ups, and what the flood rule reads.</summary>
    Task<NeedSet> LoadNeedsAsync(IReadOnlyList<LookUpKey> keys, MergeTimes times);

    /// <summary>Writes what has changed.</summary>
    /// <exception cref="LostUpdateException">A row was not as it was loaded.</exception>
    Task WriteAsync(IReadOnlyList<TableWrite> writes);
}
