using System.Runtime.InteropServices;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>Rows of a download, in the order they came; each stands alone, since a child may come anywhere after its parent.</summary>
public sealed record StagedBatch(
    IReadOnlyList<StagedVariant> Variants, IReadOnlyList<StagedLevel> Levels, IReadOnlyList<StagedLocation> Locations);

/// <summary>One variant with its product and its item, as downloaded.</summary>
/// <param name="ProductStatus">As GraphQL says it, in upper case.</param>
/// <param name="LocationsCount">How many levels Shopify says the item has; null when it does not say exactly.</param>
public sealed record StagedVariant(
    long VariantId,
    long ProductId,
    long InventoryItemId,
    VariantDetails Details,
    string ProductTitle,
    string ProductStatus,
    bool Tracked,
    UnixTime VariantUpdatedAt,
    UnixTime ProductUpdatedAt,
    UnixTime ItemUpdatedAt,
    int? LocationsCount);

/// <summary>One level, as downloaded.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StagedLevel(
    long InventoryItemId, long LocationId, int Available, int OnHand, int Committed, int Incoming, UnixTime UpdatedAt);

/// <summary>One location of the shop.</summary>
public sealed record StagedLocation(long LocationId, string Name, bool IsActive);

/// <summary>What the staging tables hold, each thing counted once.</summary>
/// <param name="ItemsWithFewerLevels">Items with fewer levels than their locationsCount.</param>
public sealed record StagedCounts(long Variants, long Levels, long Locations, long ItemsWithFewerLevels);
