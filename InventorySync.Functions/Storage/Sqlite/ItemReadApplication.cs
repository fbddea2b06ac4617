using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

/// <summary>Applies the answer of one look-up, register by register: what is listed is present with its values, what is not listed is absent.</summary>
internal sealed class ItemReadApplication(SqliteSession session, ItemRead read)
{
    private static readonly IComparer<Membership> MembershipOrder = Comparer<Membership>.Create(static (x, y) =>
    {
        var order = VariantDetails.Order.Compare(x.Details, y.Details);
        return order == 0 ? (x.ProductId, x.InventoryItemId).CompareTo((y.ProductId, y.InventoryItemId)) : order;
    });

    private bool _isConflict;

    /// <param name="askForConflict">Writes the need of a look-up that is to see later than the given time.</param>
    public ItemChange Apply(Func<UnixTime, PendingLookUp> askForConflict)
    {
        var before = ItemState.Read(session, read.InventoryItemId);
        session.Execute(
            "AnswerLookUp",
            ("@kind", (int)LookUpKind.InventoryItem), ("@id", read.InventoryItemId), ("@seenAt", read.SeenAt.Nanoseconds), ("@isFound", read.Item is not null));

        ApplyItem();
        foreach (var variant in read.Item?.Variants ?? []) ApplyVariant(variant);
        ApplyAbsentVariants();
        foreach (var level in read.Item?.Levels ?? []) ApplyLevel(level.LocationId, level);
        ApplyAbsentLevels();

        session.Execute("CopyItemToSku", ("@inventoryItemId", read.InventoryItemId));
        var available = session.First("ComputeAvailability", row => row.IntOrNull(0), ("@inventoryItemId", read.InventoryItemId));
        session.Execute("WriteAvailability", ("@inventoryItemId", read.InventoryItemId), ("@available", available));

        if (_isConflict) askForConflict(read.SeenAt);
        var isAnswered = !session.First("ReadLookUp", _ => true, ("@kind", (int)LookUpKind.InventoryItem), ("@id", read.InventoryItemId));
        return new ItemChange(before.Available, available, ItemState.Read(session, read.InventoryItemId).Skus, isAnswered);
    }

    private void ApplyItem()
    {
        var held = session.First<(Observation<bool> Tracked, Presence Presence)?>(
            "ReadItem", row => (row.Observed(1, row.GetBoolean(0)), row.PresenceAt(4)), ("@inventoryItemId", read.InventoryItemId));

        // Shopify has no such item, and neither has this database: there is nothing to be marked, and a later webhook may ask again.
        if (held is null && read.Item is null) return;

        var tracked = read.Item is { } item ? Decide(held?.Tracked, Read(item.Tracked, item.UpdatedAt), Comparer<bool>.Default) : held!.Value.Tracked;
        var presence = Decide(held?.Presence, read.Item is not null);
        session.Execute(
            "WriteItem",
            ("@inventoryItemId", read.InventoryItemId), ("@tracked", tracked.Value),
            ("@updatedAt", tracked.UpdatedAt.Nanoseconds), ("@seenAt", tracked.SeenAt.Nanoseconds), ("@observedBy", (int)tracked.By),
            ("@isDeleted", !presence.IsPresent), ("@presenceSeenAt", presence.SeenAt.Nanoseconds));
    }

    private void ApplyProduct(ProductSnapshot product)
    {
        var held = session.First<(Observation<ProductDetails> Details, Presence Presence)?>(
            "ReadProduct", row => (row.Observed(2, new ProductDetails(row.GetString(0), row.GetString(1))), row.PresenceAt(5)), ("@productId", product.ProductId));
        var details = Decide(held?.Details, Read(product.Details, product.UpdatedAt), ProductDetails.Order);
        var presence = Decide(held?.Presence, isPresent: true);
        session.Execute(
            "WriteProduct",
            ("@productId", product.ProductId), ("@title", details.Value.Title), ("@status", details.Value.Status),
            ("@updatedAt", details.UpdatedAt.Nanoseconds), ("@seenAt", details.SeenAt.Nanoseconds), ("@observedBy", (int)details.By),
            ("@isDeleted", !presence.IsPresent), ("@presenceSeenAt", presence.SeenAt.Nanoseconds));
        session.Execute("CopyProductToSku", ("@productId", product.ProductId));
    }

    private void ApplyVariant(VariantSnapshot variant)
    {
        ApplyProduct(variant.Product);
        var held = session.First<(Observation<Membership> Membership, Presence Presence)?>(
            "ReadVariant",
            row => (
                row.Observed(6, new Membership(
                    new VariantDetails(row.TextOrNull(2), row.TextOrNull(3), row.GetString(4), SqliteRow.Price(row.GetString(5))), row.GetInt64(0), row.GetInt64(1))),
                row.PresenceAt(9)),
            ("@variantId", variant.VariantId));
        var offered = new Membership(variant.Details, variant.Product.ProductId, read.InventoryItemId);
        var membership = Decide(held?.Membership, Read(offered, variant.UpdatedAt), MembershipOrder);
        var presence = Decide(held?.Presence, isPresent: true);
        var details = membership.Value.Details;
        session.Execute(
            "WriteVariant",
            ("@variantId", variant.VariantId), ("@productId", membership.Value.ProductId), ("@inventoryItemId", membership.Value.InventoryItemId),
            ("@sku", details.Sku), ("@barcode", details.Barcode), ("@title", details.Title), ("@price", SqliteRow.Text(details.Price)),
            ("@updatedAt", membership.UpdatedAt.Nanoseconds), ("@seenAt", membership.SeenAt.Nanoseconds), ("@observedBy", (int)membership.By),
            ("@isDeleted", !presence.IsPresent), ("@presenceSeenAt", presence.SeenAt.Nanoseconds));
        session.Execute("CopyProductToSku", ("@productId", membership.Value.ProductId));
    }

    private void ApplyAbsentVariants()
    {
        HashSet<long> listed = [.. (read.Item?.Variants ?? []).Select(variant => variant.VariantId)];
        var held = session.All("ReadVariantsOfItem", row => (VariantId: row.GetInt64(0), Presence: row.PresenceAt(1)), ("@inventoryItemId", read.InventoryItemId));
        foreach (var variant in held.Where(variant => !listed.Contains(variant.VariantId)))
        {
            var presence = Decide(variant.Presence, isPresent: false);
            session.Execute("WriteVariantPresence", ("@variantId", variant.VariantId), ("@isDeleted", !presence.IsPresent), ("@presenceSeenAt", presence.SeenAt.Nanoseconds));
        }
    }

    private void ApplyLevel(long locationId, LevelSnapshot? level)
    {
        var held = LevelRegisters.Read(session, read.InventoryItemId, locationId);
        Observation<int?>? available = level is null ? held?.Available : Decide(held?.Available, Read<int?>(level.Available, level.UpdatedAt), Comparer<int?>.Default);
        new LevelRegisters(available, Decide(held?.Presence, level is not null)).Write(session, read.InventoryItemId, locationId);
    }

    private void ApplyAbsentLevels()
    {
        HashSet<long> listed = [.. (read.Item?.Levels ?? []).Select(level => level.LocationId)];
        foreach (var locationId in session.All("ReadLevelsOfItem", row => row.GetInt64(0), ("@inventoryItemId", read.InventoryItemId)).Where(id => !listed.Contains(id)))
            ApplyLevel(locationId, level: null);
    }

    private Observation<T> Read<T>(T value, UnixTime updatedAt) => new(value, updatedAt, read.SeenAt, ObservedBy.Read);

    /// <summary>What the register holds from now on.</summary>
    private Observation<T> Decide<T>(Observation<T>? held, Observation<T> offered, IComparer<T> order)
    {
        var outcome = Precedence.Decide(held, offered, order);
        _isConflict |= outcome.IsConflict();
        return outcome.Writes() ? offered : held!.Value;
    }

    private Presence Decide(Presence? held, bool isPresent)
    {
        var offered = new Presence(isPresent, read.SeenAt);
        var outcome = Precedence.Decide(held, offered);
        _isConflict |= outcome.IsConflict();
        return outcome.Writes() ? offered : held!.Value;
    }

    /// <summary>A variant's details with what it belongs to, which goes by the same version.</summary>
    private sealed record Membership(VariantDetails Details, long ProductId, long InventoryItemId);
}
