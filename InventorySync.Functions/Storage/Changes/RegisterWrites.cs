using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using InventorySync.Inventory;
using InventorySync.Merging;
using static InventorySync.Storage.WriteJson;

namespace InventorySync.Storage;

/// <summary>
/// What a batch writes, table by table in the one order: products, items, levels, unread variants, then the rows of Sku. Each column is
/// written under its lock alone (docs/decisions/0006).
/// </summary>
internal static class RegisterWrites
{
    /// <summary>The version of what held none: no time is negative.</summary>
    private const long None = -1;

    public static IEnumerable<TableWrite> Of(RegisterSet registers) => new[]
    {
        Updates("UpdateProducts", "@updatedProducts", registers.ProductChanges, Of, Default.IReadOnlyListProductWrite),
        Inserts("InsertProducts", "@newProducts", registers.ProductChanges, Of, Default.IReadOnlyListProductWrite),
        Updates("UpdateItems", "@updatedItems", registers.ItemChanges, Of, Default.IReadOnlyListItemWrite),
        Inserts("InsertItems", "@newItems", registers.ItemChanges, Of, Default.IReadOnlyListItemWrite),
        Updates("UpdateLevels", "@updatedLevels", registers.LevelChanges, Of, Default.IReadOnlyListLevelWrite),
        Inserts("InsertLevels", "@newLevels", registers.LevelChanges, Of, Default.IReadOnlyListLevelWrite),
        Updates("UpdateUnreadVariants", "@updatedUnread", registers.UnreadChanges, Of, Default.IReadOnlyListUnreadWrite),
        Inserts("InsertUnreadVariants", "@newUnread", registers.UnreadChanges, Of, Default.IReadOnlyListUnreadWrite),
        Write(
            "DeleteUnreadVariants", "@readVariants", registers.UnreadChanges.Where(change => change.Becomes is null),
            change => Of(change with { Becomes = change.Was }), Default.IReadOnlyListUnreadWrite),
        Write("UpdateVariants", "@updatedVariants", Held(registers).Where(HasNewValues), Of, Default.IReadOnlyListVariantWrite),
        Write(
            "UpdateVariantPresence", "@updatedPresence", Held(registers).Where(change => !HasNewValues(change) && HasNewPresence(change)),
            OfVersion, Default.IReadOnlyListVersionWrite),
        Write(
            "UpdateVariantVersions", "@updatedVersions", Held(registers).Where(HasOnlyNewVersions), OfVersion,
            Default.IReadOnlyListVersionWrite),
        Inserts("InsertVariants", "@newVariants", registers.VariantChanges, Of, Default.IReadOnlyListVariantWrite),
        Write("UpdateItemCopies", "@updatedCopies", Held(registers).Where(HasNewCopies), OfCopy, Default.IReadOnlyListCopyWrite),
    }.Where(write => write.Rows > 0);

    private static ProductWrite Of(RowChange<long, ProductRegisters> change)
    {
        var ((details, presence, listedAt), was) = (change.Becomes!, change.Was);
        return new ProductWrite(
            change.Key, details?.Value.Title, details?.Value.Status, details?.UpdatedAt, details?.SeenAt, (int?)details?.By,
            !presence.IsPresent, presence.SeenAt, listedAt, Version(was?.Details?.SeenAt), Version(was?.Presence.SeenAt),
            Version(was?.VariantsSeenAt));
    }

    private static ItemWrite Of(RowChange<long, ItemRegisters> change)
    {
        var ((tracked, presence), was) = (change.Becomes!, change.Was);
        return new ItemWrite(
            change.Key, tracked?.Value, tracked?.UpdatedAt, tracked?.SeenAt, (int?)tracked?.By, !presence.IsPresent, presence.SeenAt,
            Version(was?.Tracked?.SeenAt), Version(was?.Presence.SeenAt));
    }

    private static LevelWrite Of(RowChange<LevelKey, LevelRegisters> change)
    {
        var ((available, presence), was) = (change.Becomes!, change.Was);
        return new LevelWrite(
            change.Key.InventoryItemId, change.Key.LocationId, available?.Value, available?.UpdatedAt, available?.SeenAt,
            (int?)available?.By, presence.IsPresent, presence.SeenAt, Version(was?.Available?.SeenAt), Version(was?.Presence.SeenAt));
    }

    private static UnreadWrite Of(RowChange<long, UnreadVariant> change) =>
        new(change.Key, change.Becomes!.ProductId, change.Becomes.SeenAt, Version(change.Was?.SeenAt));

    private static VariantWrite Of(RowChange<long, VariantRegisters> change)
    {
        var (row, was) = (change.Becomes!, change.Was);
        var ((details, productId, inventoryItemId), updatedAt, seenAt, by) = row.Membership;
        return new VariantWrite(
            change.Key, productId, inventoryItemId, details.Sku, details.Barcode, details.Title,
            details.Price.ToString(CultureInfo.InvariantCulture), updatedAt, seenAt, (int)by, !row.Presence.IsPresent, row.Presence.SeenAt,
            row.Product?.Title, row.Product?.Status, row.Tracked, row.Available, Version(was?.Membership.SeenAt),
            Version(was?.Presence.SeenAt));
    }

    private static VersionWrite OfVersion(RowChange<long, VariantRegisters> change)
    {
        var (row, was) = (change.Becomes!, change.Was!);
        return new VersionWrite(
            change.Key, row.Membership.UpdatedAt, row.Membership.SeenAt, (int)row.Membership.By, !row.Presence.IsPresent,
            row.Presence.SeenAt, Version(was.Membership.SeenAt), Version(was.Presence.SeenAt));
    }

    private static CopyWrite OfCopy(RowChange<long, VariantRegisters> change) => new(
        change.Key, change.Becomes!.Tracked, change.Becomes.Available, change.Was!.Tracked, change.Was.Available);

    private static bool HasNewValues(RowChange<long, VariantRegisters> change) =>
        (change.Was!.Membership.Value, change.Was.Product) != (change.Becomes!.Membership.Value, change.Becomes.Product);

    private static bool HasNewPresence(RowChange<long, VariantRegisters> change) =>
        change.Was!.Presence.IsPresent != change.Becomes!.Presence.IsPresent;

    private static bool HasOnlyNewVersions(RowChange<long, VariantRegisters> change) =>
        !HasNewValues(change) && !HasNewPresence(change)
        && (change.Was!.Membership, change.Was.Presence) != (change.Becomes!.Membership, change.Becomes.Presence);

    private static bool HasNewCopies(RowChange<long, VariantRegisters> change) =>
        (change.Was!.Tracked, change.Was.Available) != (change.Becomes!.Tracked, change.Becomes.Available);

    private static IEnumerable<RowChange<long, VariantRegisters>> Held(RegisterSet registers) =>
        registers.VariantChanges.Where(change => change.Was is not null);

    private static TableWrite Updates<TKey, TRow, TWrite>(
        string statement, string parameter, IEnumerable<RowChange<TKey, TRow>> changes, Func<RowChange<TKey, TRow>, TWrite> write,
        JsonTypeInfo<IReadOnlyList<TWrite>> type)
        where TRow : class =>
        Write(statement, parameter, changes.Where(change => change is { Was: not null, Becomes: not null }), write, type);

    private static TableWrite Inserts<TKey, TRow, TWrite>(
        string statement, string parameter, IEnumerable<RowChange<TKey, TRow>> changes, Func<RowChange<TKey, TRow>, TWrite> write,
        JsonTypeInfo<IReadOnlyList<TWrite>> type)
        where TRow : class => Write(statement, parameter, changes.Where(change => change.Was is null), write, type);

    private static TableWrite Write<TKey, TRow, TWrite>(
        string statement, string parameter, IEnumerable<RowChange<TKey, TRow>> changes, Func<RowChange<TKey, TRow>, TWrite> write,
        JsonTypeInfo<IReadOnlyList<TWrite>> type)
        where TRow : class => TableWrite.Of(statement, parameter, [.. changes.Select(write)], type);

    private static long Version(UnixTime? seenAt) => seenAt?.Nanoseconds ?? None;
}
