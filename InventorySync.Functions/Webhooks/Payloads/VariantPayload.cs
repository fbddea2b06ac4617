using System.Globalization;
using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>One variant's body in a products webhook.</summary>
internal ref struct VariantPayload
{
    private long? _id;
    private long? _inventoryItemId;
    private string? _sku;
    private bool _hasSku;
    private string? _barcode;
    private bool _hasBarcode;
    private string? _title;
    private decimal? _price;
    private UnixTime? _updatedAt;

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <returns>What was wrong with it; null if nothing was.</returns>
    public static string? Read(ref Utf8JsonReader reader, out VariantMessage? variant)
    {
        variant = null;
        if (reader.TokenType != JsonTokenType.StartObject) return "it is not an object";

        var payload = default(VariantPayload);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (payload.ReadProperty(ref reader) is { } fault) return fault;
        }

        if (payload.FindMissing() is { } missing) return missing + " is missing";
        variant = new VariantMessage(
            payload._id!.Value, payload._inventoryItemId!.Value, payload._sku, payload._barcode, payload._title!, payload._price!.Value,
            payload._updatedAt!.Value);
        return null;
    }

    private string? ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8)) return PayloadField.ReadId(ref reader, "id", ref _id);
        if (reader.ValueTextEquals("inventory_item_id"u8))
            return PayloadField.ReadId(ref reader, "inventory_item_id", ref _inventoryItemId);
        if (reader.ValueTextEquals("sku"u8)) return PayloadField.ReadTextOrNull(ref reader, "sku", ref _hasSku, ref _sku);
        if (reader.ValueTextEquals("barcode"u8)) return PayloadField.ReadTextOrNull(ref reader, "barcode", ref _hasBarcode, ref _barcode);
        if (reader.ValueTextEquals("title"u8)) return PayloadField.ReadText(ref reader, "title", ref _title);
        if (reader.ValueTextEquals("price"u8)) return ReadPrice(ref reader);
        if (reader.ValueTextEquals("updated_at"u8)) return PayloadField.ReadTime(ref reader, "updated_at", ref _updatedAt);
        return PayloadField.Skip(ref reader);
    }

    private string? ReadPrice(ref Utf8JsonReader reader)
    {
        string? text = null;
        if (_price is not null) return "price comes twice";
        if (PayloadField.ReadText(ref reader, "price", ref text) is { } fault) return fault;
        if (!decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var price))
            return "price is not a decimal number";
        _price = price;
        return null;
    }

    private readonly string? FindMissing() => this switch
    {
        { _id: null } => "id",
        { _inventoryItemId: null } => "inventory_item_id",
        { _hasSku: false } => "sku",
        { _hasBarcode: false } => "barcode",
        { _title: null } => "title",
        { _price: null } => "price",
        { _updatedAt: null } => "updated_at",
        _ => null,
    };
}
