namespace InventorySync.Storage;

/// <summary>A column of a staging table.</summary>
/// <param name="Value">The column's value of a row; null for a null.</param>
internal sealed record StagedColumn<T>(string Name, Type Type, Func<T, object?> Value);
