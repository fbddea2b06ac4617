using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// Applies the answer of an item's look-up, register by register: what is listed is present with its values, what is not listed is absent.
/// </summary>
internal sealed class ItemReadMerge(RegisterSet registers, ItemRead read, MergeTimes times)
{
    private readonly Decisions _decisions = new();
    private readonly List<LookUpAsk> _asks = [];

    public Merged Apply()
    {
        var before = Availability.Seen(registers, read.InventoryItemId);

        // Shopify has no such item, and neither has this database: there is nothing to be marked, and a later webhook may ask again.
        if (read.Item is not null || registers.Item(read.InventoryItemId) is not null) ApplyItem();
        foreach (var variant in read.Item?.Variants ?? []) ApplyVariant(variant);
        ApplyAbsentVariants();
        foreach (var level in read.Item?.Levels ?? []) ApplyLevel(level.LocationId, level);
        ApplyAbsentLevels();
        var sum = Availability.Copy(registers, read.InventoryItemId);

        var key = new LookUpKey(LookUpKind.InventoryItem, read.InventoryItemId);
        if (_decisions.IsConflict) _asks.Add(LookUpAsk.AfterMargin(key, LookUpReason.Conflict, read.SeenAt, times));
        return new Merged(
            new ItemChange(before.Available, sum, Availability.Seen(registers, read.InventoryItemId).Skus),
            _asks,
            new LookUpAnswer(key, read.SeenAt, IsFound: read.Item is not null));
    }

    private void ApplyItem() => ItemMerge.Decide(
        registers, _decisions, read.InventoryItemId, read.Item is { } item ? Read(item.Tracked, item.UpdatedAt) : null,
        new Presence(read.Item is not null, read.SeenAt));

    private void ApplyVariant(VariantSnapshot variant)
    {
        var product = ApplyProduct(variant.Product);
        var held = registers.Variant(variant.VariantId);
        var membership = new Membership(variant.Details, variant.Product.ProductId, read.InventoryItemId);
        var (_, next) = _decisions.Decide(held?.Membership, Read(membership, variant.UpdatedAt), Membership.Order);
        var presence = Decide(held?.Presence ?? VariantMerge.Unwritten(registers, variant.VariantId, product), isPresent: true);
        VariantMerge.Put(registers, variant.VariantId, next, presence);
    }

    private ProductRegisters ApplyProduct(ProductSnapshot product)
    {
        var held = registers.Product(product.ProductId);
        var (_, details) = _decisions.Decide(held?.Details, Read(product.Details, product.UpdatedAt), ProductDetails.Order);
        var presence = Decide(held?.Presence ?? registers.Absence, isPresent: true);
        var next = new ProductRegisters(details, presence, held?.VariantsSeenAt);
        registers.Set(product.ProductId, next);
        VariantMerge.CopyProduct(registers, product.ProductId);
        return next;
    }

    private void ApplyAbsentVariants()
    {
        HashSet<long> listed = [.. (read.Item?.Variants ?? []).Select(variant => variant.VariantId)];
        foreach (var (id, variant) in registers.VariantsOfItem(read.InventoryItemId).Where(row => !listed.Contains(row.VariantId)))
        {
            var presence = Decide(variant.Presence, isPresent: false);
            registers.Set(id, variant with { Presence = presence });

            // Gone, or moved to another item: what will say so may still be on its way, and would then be older than this read.
            if (variant.Presence.IsPresent && !presence.IsPresent)
            {
                _asks.Add(LookUpAsk.AfterMargin(
                    new LookUpKey(LookUpKind.Product, variant.ProductId), LookUpReason.UnlistedVariant, read.SeenAt, times));
            }
        }
    }

    private void ApplyLevel(long locationId, LevelSnapshot? level)
    {
        var key = new LevelKey(read.InventoryItemId, locationId);
        var held = registers.Level(key);
        var available = level is null
            ? held?.Available
            : _decisions.Decide(held?.Available, Read<int?>(level.Available, level.UpdatedAt), Comparer<int?>.Default).Next;
        registers.Set(key, new LevelRegisters(available, Decide(held?.Presence ?? registers.Absence, level is not null)));
    }

    private void ApplyAbsentLevels()
    {
        HashSet<long> listed = [.. (read.Item?.Levels ?? []).Select(level => level.LocationId)];
        foreach (var (key, _) in registers.LevelsOf(read.InventoryItemId).Where(row => !listed.Contains(row.Key.LocationId)))
            ApplyLevel(key.LocationId, level: null);
    }

    private Observation<T> Read<T>(T value, UnixTime updatedAt) => new(value, updatedAt, read.SeenAt, ObservedBy.Read);

    private Presence Decide(Presence? held, bool isPresent) => _decisions.Decide(held, new Presence(isPresent, read.SeenAt)).Next;
}
