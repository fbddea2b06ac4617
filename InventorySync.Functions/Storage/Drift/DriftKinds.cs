namespace InventorySync.Storage;

/// <summary>What a row of SyncDrift is about, as the column Kind has it.</summary>
public static class DriftKinds
{
    /// <summary>A level's number.</summary>
    public const string Available = "available";

    /// <summary>Whether a level is connected: 0 or 1.</summary>
    public const string Connected = "connected";

    /// <summary>A variant's details.</summary>
    public const string Variant = "variant";

    /// <summary>Whether a variant exists: 0 or 1.</summary>
    public const string VariantPresence = "variant presence";

    /// <summary>A product's details.</summary>
    public const string Product = "product";

    /// <summary>Whether an item is tracked: 0 or 1.</summary>
    public const string Item = "item";

    /// <summary>Sku.Available, which was not the sum of its levels.</summary>
    public const string Sum = "sum";
}
