using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Drift;

/// <summary>The topics whose deliveries would have told what a full sync found, as a delivery's header names them.</summary>
internal static class DriftTopics
{
    /// <returns>The one that tells most such changes first; none where no delivery would have told.</returns>
    public static IReadOnlyList<string> Of(DriftEvidence row) => [.. TopicsOf(row).Select(topic => topic.Name)];

    /// <summary>Of what can be there or not: whether it is.</summary>
    public static bool IsPresent(this DriftEvidence row) => row.Became == "1";

    private static Topic[] TopicsOf(DriftEvidence row) => row.Kind switch
    {
        DriftKinds.Available => row.Was is null ? [Topics.LevelUpdate, Topics.LevelConnect] : [Topics.LevelUpdate],
        DriftKinds.Connected => row.IsPresent() ? [Topics.LevelConnect] : [Topics.LevelDisconnect],
        DriftKinds.Item => [Topics.ItemUpdate],
        DriftKinds.Product or DriftKinds.Variant => [Topics.ProductUpdate],
        DriftKinds.VariantPresence =>
            row.IsPresent() ? [Topics.ProductUpdate, Topics.ProductCreate] : [Topics.ProductUpdate, Topics.ProductDelete],
        _ => [],
    };
}
