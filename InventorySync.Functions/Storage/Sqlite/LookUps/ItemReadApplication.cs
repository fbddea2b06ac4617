using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// Applies the answer of one look-up, register by register: what is listed is present with its values, what is not listed is absent.
/// </summary>
internal sealed class ItemReadApplication(SqliteSession session, ItemRead read)
{
    private bool _isConflict;

    /// <param name="askForConflict">Writes the need of a look-up of the item that is to see later than the read.</param>
    /// <param name="askForProduct">Writes the need of a look-up of a product that is to see later than the read.</param>
    public ItemChange Apply(Action askForConflict, Action<long> askForProduct)
    {
        var before = ItemState.Read(session, read.InventoryItemId);
        LookUpAnswers.Answer(session, LookUpKind.InventoryItem, read.InventoryItemId, read.SeenAt, isFound: read.Item is not null);

        ApplyItem();
        foreach (var variant in read.Item?.Variants ?? []) ApplyVariant(variant);
        ApplyAbsentVariants(askForProduct);
        foreach (var level in read.Item?.Levels ?? []) ApplyLevel(level.LocationId, level);
        ApplyAbsentLevels();

        session.Execute("CopyItemToSku", ("@inventoryItemId", read.InventoryItemId));
        var available = session.First("ComputeAvailability", row => row.IntOrNull("Available"), ("@inventoryItemId", read.InventoryItemId));
        session.Execute("WriteAvailability", ("@inventoryItemId", read.InventoryItemId), ("@available", available));

        if (_isConflict) askForConflict();
        return new ItemChange(
            before.Available, available, ItemState.Read(session, read.InventoryItemId).Skus,
            LookUpAnswers.IsAnswered(session, LookUpKind.InventoryItem, read.InventoryItemId));
    }

    private void ApplyItem()
    {
        var held = ItemRegisters.Read(session, read.InventoryItemId);

        // Shopify has no such item, and neither has this database: there is nothing to be marked, and a later webhook may ask again.
        if (held is null && read.Item is null) return;

        var tracked =
            read.Item is { } item ? Decide(held?.Tracked, Read(item.Tracked, item.UpdatedAt), Comparer<bool>.Default) : held!.Tracked;
        new ItemRegisters(tracked, Decide(held?.Presence, read.Item is not null)).Write(session, read.InventoryItemId);
    }

    private ProductRegisters ApplyProduct(ProductSnapshot product)
    {
        var held = ProductRegisters.Read(session, product.ProductId);
        var next = new ProductRegisters(
            Decide(held?.Details, Read(product.Details, product.UpdatedAt), ProductDetails.Order), Decide(held?.Presence, isPresent: true),
            held?.VariantsSeenAt);
        next.Write(session, product.ProductId);
        session.Execute("CopyProductToSku", ("@productId", product.ProductId));
        return next;
    }

    private void ApplyVariant(VariantSnapshot variant)
    {
        var product = ApplyProduct(variant.Product);
        var held = VariantRegisters.Read(session, variant.VariantId);
        var offered = new Membership(variant.Details, variant.Product.ProductId, read.InventoryItemId);
        new VariantRegisters(
            Decide(held?.Membership, Read(offered, variant.UpdatedAt), Membership.Order),
            Decide(held?.Presence ?? VariantRegisters.ReadUnwritten(session, variant.VariantId, product), isPresent: true))
            .Write(session, variant.VariantId, held);
    }

    private void ApplyAbsentVariants(Action<long> askForProduct)
    {
        HashSet<long> listed = [.. (read.Item?.Variants ?? []).Select(variant => variant.VariantId)];
        var held = session.All(
            "ReadVariantsOfItem",
            row => (VariantId: row.Long("VariantId"), Presence: row.Presence(), ProductId: row.Long("ProductId")),
            ("@inventoryItemId", read.InventoryItemId));
        foreach (var variant in held.Where(variant => !listed.Contains(variant.VariantId)))
        {
            var presence = Decide(variant.Presence, isPresent: false);
            session.Execute(
                "WriteVariantPresence", ("@variantId", variant.VariantId), ("@isDeleted", !presence.IsPresent),
                ("@presenceSeenAt", presence.SeenAt.Nanoseconds));

            // Gone, or moved to another item: what will say so may still be on its way, and would then be older than this read.
            if (variant.Presence.IsPresent && !presence.IsPresent) askForProduct(variant.ProductId);
        }
    }

    private void ApplyLevel(long locationId, LevelSnapshot? level)
    {
        var held = LevelRegisters.Read(session, read.InventoryItemId, locationId);
        Observation<int?>? available =
            level is null ? held?.Available : Decide(held?.Available, Read<int?>(level.Available, level.UpdatedAt), Comparer<int?>.Default);
        new LevelRegisters(available, Decide(held?.Presence, level is not null)).Write(session, read.InventoryItemId, locationId);
    }

    private void ApplyAbsentLevels()
    {
        HashSet<long> listed = [.. (read.Item?.Levels ?? []).Select(level => level.LocationId)];
        var held = session.All("ReadLevelsOfItem", row => row.Long("LocationId"), ("@inventoryItemId", read.InventoryItemId));
        foreach (var locationId in held.Where(id => !listed.Contains(id))) ApplyLevel(locationId, level: null);
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
        held ??= Absences.Read(session);
        var offered = new Presence(isPresent, read.SeenAt);
        var outcome = Precedence.Decide(held, offered);
        _isConflict |= outcome.IsConflict();
        return outcome.Writes() ? offered : held!.Value;
    }
}
