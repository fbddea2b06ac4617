using System.Runtime.InteropServices;
using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>
/// The object of one line, field by field as it is read: whether it is a variant or a level shows at its end. What a line lacks must not be
/// read as false, zero or nothing, since the query asks for all of it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct BulkRow
{
    private long? _id;
    private string? _sku;
    private string? _barcode;
    private string? _title;
    private decimal? _price;
    private UnixTime? _updatedAt;
    private BulkProduct? _product;
    private BulkItem? _inventoryItem;
    private long? _itemId;
    private long? _locationId;
    private BulkQuantities? _quantities;

    public void ReadProperty(ref Utf8JsonReader reader, RepeatedTexts texts)
    {
        var property = BulkField.TextOf(ref reader);
        if (property.SequenceEqual("id"u8)) _id = BulkField.ReadId(ref reader);
        else if (property.SequenceEqual("updatedAt"u8)) _updatedAt = BulkField.ReadTime(ref reader);
        else if (property.SequenceEqual("item"u8)) _itemId = ReadReference(ref reader);
        else if (property.SequenceEqual("location"u8)) _locationId = ReadReference(ref reader);
        else if (property.SequenceEqual("quantities"u8)) _quantities = BulkQuantities.Read(ref reader);
        else if (property.SequenceEqual("sku"u8)) _sku = BulkField.ReadText(ref reader);
        else if (property.SequenceEqual("barcode"u8)) _barcode = BulkField.ReadText(ref reader);
        else if (property.SequenceEqual("title"u8)) _title = texts.Read(ref reader);
        else if (property.SequenceEqual("price"u8)) _price = BulkField.ReadPrice(ref reader);
        else if (property.SequenceEqual("product"u8)) _product = BulkProduct.Read(ref reader, texts);
        else if (property.SequenceEqual("inventoryItem"u8)) _inventoryItem = BulkItem.Read(ref reader);
        else BulkField.Skip(ref reader);
    }

    /// <exception cref="FormatException">It is neither a variant nor a level, or lacks something.</exception>
    public readonly BulkLine ToLine()
    {
        if (_itemId is { } itemId && _locationId is { } locationId) return new BulkLine(null, ToLevel(itemId, locationId));
        if (_product is { } product && _inventoryItem is { } item) return new BulkLine(ToVariant(product, item), null);
        throw new FormatException("it is neither a variant nor a level");
    }

    private readonly StagedVariant ToVariant(BulkProduct product, BulkItem item) => new(
        _id ?? throw BulkField.Missing("id"),
        product.Id,
        item.Id,
        new VariantDetails(_sku, _barcode, _title ?? throw BulkField.Missing("title"), _price ?? throw BulkField.Missing("price")),
        product.Title,
        product.Status,
        item.Tracked,
        _updatedAt ?? throw BulkField.Missing("updatedAt"),
        product.UpdatedAt,
        item.UpdatedAt,
        item.LocationsCount);

    private readonly StagedLevel ToLevel(long itemId, long locationId)
    {
        var quantities = _quantities ?? throw BulkField.Missing("quantities");
        return new StagedLevel(
            itemId, locationId, quantities.Available, quantities.OnHand, quantities.Committed, quantities.Incoming,
            _updatedAt ?? throw BulkField.Missing("updatedAt"));
    }

    /// <returns>The id of the object that is referred to; null if it is null.</returns>
    private static long? ReadReference(ref Utf8JsonReader reader)
    {
        if (!BulkField.EnterObject(ref reader)) return null;

        long? id = null;
        while (BulkField.IsNext(ref reader))
        {
            var property = BulkField.TextOf(ref reader);
            if (property.SequenceEqual("id"u8)) id = BulkField.ReadId(ref reader);
            else BulkField.Skip(ref reader);
        }

        return id ?? throw BulkField.Missing("a reference's id");
    }
}
