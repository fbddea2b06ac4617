namespace InventorySync.Merging;

/// <summary>What a row was when it was loaded, and what it becomes; null stands for no row.</summary>
public sealed record RowChange<TKey, TRow>(TKey Key, TRow? Was, TRow? Becomes)
    where TRow : class;
