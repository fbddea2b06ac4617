using InventorySync.Storage;

namespace InventorySync.Drift;

/// <summary>The topics whose deliveries would have told what a full sync found, as a delivery's header names them.</summary>
internal static class DriftTopics
{
    private const string LevelUpdate = "inventory_levels/update";
    private const string ProductUpdate = "products/update";

    /// <returns>The one that tells most such changes first; none where no delivery would have told.</returns>
    public static IReadOnlyList<string> Of(DriftEvidence row) => row.Kind switch
    {
        DriftKinds.Available => row.Was is null ? [LevelUpdate, "inventory_levels/connect"] : [LevelUpdate],
        DriftKinds.Connected => row.IsPresent() ? ["inventory_levels/connect"] : ["inventory_levels/disconnect"],
        DriftKinds.Item => ["inventory_items/update"],
        DriftKinds.Product or DriftKinds.Variant => [ProductUpdate],
        DriftKinds.VariantPresence => row.IsPresent() ? [ProductUpdate, "products/create"] : [ProductUpdate, "products/delete"],
        _ => [],
    };

    /// <summary>Of what can be there or not: whether it is.</summary>
    public static bool IsPresent(this DriftEvidence row) => row.Became == "1";
}
