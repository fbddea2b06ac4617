using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>Everything that the tables hold of one variant, deleted or not: what "why does this SKU show 7?" is answered by.</summary>
/// <param name="Details">With what it belongs to, as one register.</param>
/// <param name="ProductTitle">The row's copy; so with the next two.</param>
/// <param name="Tracked">Null while the item is not known.</param>
/// <param name="Available">What readers see.</param>
/// <param name="Sellable">Available less what is kept back; null where Available is, and of a deleted variant.</param>
/// <param name="Policy">The variant's own safety stock; null where the setting counts.</param>
/// <param name="SafetyStock">The setting InventorySync__SafetyStock, as the database has it.</param>
/// <param name="LevelsSum">What Available has to be by the item and its levels; null where it is not tracked, or its item not
/// known.</param>
/// <param name="Product">Null while it is not known.</param>
/// <param name="Item">Null while it is not known.</param>
public sealed record SkuFacts(
    long VariantId,
    long ProductId,
    long InventoryItemId,
    Observation<VariantDetails> Details,
    Presence Presence,
    string ProductTitle,
    string ProductStatus,
    bool? Tracked,
    int? Available,
    int? Sellable,
    SkuPolicy? Policy,
    int SafetyStock,
    int? LevelsSum,
    HeldProduct? Product,
    HeldItem? Item)
{
    /// <summary>Failed changes that are read: whoever needs more of them lists them.</summary>
    internal const int MostFailedChanges = 20;

    public IReadOnlyList<HeldLevel> Levels { get; init; } = [];

    /// <summary>Those that wait, of its item and its product.</summary>
    public IReadOnlyList<PendingLookUp> LookUps { get; init; } = [];

    /// <summary>Those that are open, of its item and its product.</summary>
    public IReadOnlyList<FailedChangeRow> FailedChanges { get; init; } = [];

    /// <summary>With those of the rows that are this variant's.</summary>
    internal SkuFacts With(ILookup<long, HeldLevel> levels, IReadOnlyList<PendingLookUp> lookUps, IReadOnlyList<FailedChangeRow> failed) =>
        this with
        {
            Levels = [.. levels[InventoryItemId]],
            LookUps = [.. lookUps.Where(need => IsAbout(need.Kind, need.Id))],
            FailedChanges = [.. failed.Where(change => IsAbout(change.LookUpKind, change.LookUpId))],
        };

    private bool IsAbout(LookUpKind? kind, long? id) => kind is LookUpKind.Product ? id == ProductId : id == InventoryItemId;
}

/// <summary>A product's two registers.</summary>
/// <param name="Details">Null while only a deletion, or that it has to be read, has been seen.</param>
public sealed record HeldProduct(Observation<ProductDetails>? Details, Presence Presence);

/// <summary>An item's two registers.</summary>
/// <param name="Tracked">Null while only a deletion has been seen.</param>
public sealed record HeldItem(Observation<bool>? Tracked, Presence Presence);

/// <summary>A level's two registers, and what its location is.</summary>
/// <param name="Available">Null while only a disconnect has been seen.</param>
/// <param name="Presence">Whether it is connected.</param>
/// <param name="IsCounted">Whether its number counts for readers.</param>
/// <param name="IsIncluded">Whether InventorySync__LocationIds lets it count.</param>
/// <param name="Location">Null while no full sync or webhook has told of it: its levels count.</param>
public sealed record HeldLevel(
    long LocationId, Observation<int?>? Available, Presence Presence, bool IsCounted, bool IsIncluded, HeldLocation? Location);

/// <summary>A location as its row stands.</summary>
public sealed record HeldLocation(string Name, bool IsActive, bool IsDeleted, UnixTime SeenAt);
