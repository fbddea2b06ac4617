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

    public static IEnumerable<TableWrite> Of(RegisterSet registers)
    {
        var (products, items, levels) = (registers.ProductChanges, registers.ItemChanges, registers.LevelChanges);
        var (unread, variants) = (registers.UnreadChanges, registers.VariantChanges);
        var held = variants.Where(change => change.Was is not null).ToList();
        return new[]
        {
            Updates("UpdateProducts", "@updatedProducts", products, Of, Default.IReadOnlyListProductWrite),
            Inserts("InsertProducts", "@newProducts", products, Of, Default.IReadOnlyListProductWrite),
            Updates("UpdateItems", "@updatedItems", items, Of, Default.IReadOnlyListItemWrite),
            Inserts("InsertItems", "@newItems", items, Of, Default.IReadOnlyListItemWrite),
            Updates("UpdateLevels", "@updatedLevels", levels, Of, Default.IReadOnlyListLevelWrite),
            Inserts("InsertLevels", "@newLevels", levels, Of, Default.IReadOnlyListLevelWrite),
            Updates("UpdateUnreadVariants", "@updatedUnread", unread, Of, Default.IReadOnlyListUnreadWrite),
            Inserts("InsertUnreadVariants", "@newUnread", unread, Of, Default.IReadOnlyListUnreadWrite),
            Write(
                "DeleteUnreadVariants", "@readVariants", unread.Where(change => change.Becomes is null),
                change => Of(change with { Becomes = change.Was }), Default.IReadOnlyListUnreadWrite),
            Write("UpdateVariants", "@updatedVariants", held.Where(HasNewValues), Of, Default.IReadOnlyListVariantWrite),
            Write(
                "UpdateVariantPresence", "@updatedPresence", held.Where(change => !HasNewValues(change) && HasNewPresence(change)),
                OfVersion, Default.IReadOnlyListVersionWrite),
            Write(
                "UpdateVariantVersions", "@updatedVersions", held.Where(HasOnlyNewVersions), OfVersion, Default.IReadOnlyListVersionWrite),
            Inserts("InsertVariants", "@newVariants", variants, Of, Default.IReadOnlyListVariantWrite),
            Write("UpdateItemCopies", "@updatedCopies", held.Where(HasNewCopies), OfCopy, Default.IReadOnlyListCopyWrite),
        }.OfType<TableWrite>();
    }

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

    private static TableWrite? Updates<TKey, TRow, TWrite>(
        string statement, string parameter, IEnumerable<RowChange<TKey, TRow>> changes, Func<RowChange<TKey, TRow>, TWrite> write,
        JsonTypeInfo<IReadOnlyList<TWrite>> type)
        where TRow : class =>
        Write(statement, parameter, changes.Where(change => change is { Was: not null, Becomes: not null }), write, type);

    private static TableWrite? Inserts<TKey, TRow, TWrite>(
        string statement, string parameter, IEnumerable<RowChange<TKey, TRow>> changes, Func<RowChange<TKey, TRow>, TWrite> write,
        JsonTypeInfo<IReadOnlyList<TWrite>> type)
        where TRow : class => Write(statement, parameter, changes.Where(change => change.Was is null), write, type);

    /// <returns>Null where there is nothing to write.</returns>
    private static TableWrite? Write<TKey, TRow, TWrite>(
        string statement, string parameter, IEnumerable<RowChange<TKey, TRow>> changes, Func<RowChange<TKey, TRow>, TWrite> write,
        JsonTypeInfo<IReadOnlyList<TWrite>> type)
        where TRow : class
    {
        List<TWrite> rows = [.. changes.Select(write)];
        return rows.Count > 0 ? TableWrite.Of(statement, parameter, rows, type) : null;
    }

    private static long Version(UnixTime? seenAt) => seenAt?.Nanoseconds ?? None;
}
