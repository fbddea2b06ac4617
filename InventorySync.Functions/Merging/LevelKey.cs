using System.Runtime.InteropServices;

namespace InventorySync.Merging;

/// <summary>Names an inventory level: the primary key of its row.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LevelKey(long InventoryItemId, long LocationId)
{
    /// <summary>The order of the primary key.</summary>
    public static IComparer<LevelKey> Order { get; } = Comparer<LevelKey>.Create(
        static (x, y) => (x.InventoryItemId, x.LocationId).CompareTo((y.InventoryItemId, y.LocationId)));
}
