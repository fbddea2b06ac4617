using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>
/// The body of the inventory_levels topics. Topics are not signed, so a body must have the shape of its topic: an update or a connect with
/// all of its fields, a disconnect with none but the two ids.
/// https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-inventory_levels/update
/// </summary>
internal struct LevelPayload : IPayload
{
    private long? _inventoryItemId;
    private long? _locationId;
    private int? _available;
    private bool _hasAvailable;
    private UnixTime? _updatedAt;

    /// <summary>Reads a body of the topic of <paramref name="levelEvent"/>.</summary>
    /// <param name="fault">What was wrong with it, where it cannot be read.</param>
    public static LevelMessage? Read(ReadOnlySpan<byte> body, LevelEvent levelEvent, out string? fault)
    {
        var payload = default(LevelPayload);
        fault = PayloadBody.Read(ref payload, body) ?? payload.FindFault(levelEvent);
        return fault is null
            ? new LevelMessage(
                payload._inventoryItemId!.Value, payload._locationId!.Value, levelEvent, payload._available, payload._updatedAt)
            : null;
    }

    public string? ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("inventory_item_id"u8))
            return PayloadField.ReadId(ref reader, "inventory_item_id", ref _inventoryItemId);
        if (reader.ValueTextEquals("location_id"u8)) return PayloadField.ReadId(ref reader, "location_id", ref _locationId);
        if (reader.ValueTextEquals("available"u8)) return ReadAvailable(ref reader);
        if (reader.ValueTextEquals("updated_at"u8)) return PayloadField.ReadTime(ref reader, "updated_at", ref _updatedAt);
        return PayloadField.Skip(ref reader);
    }

    private string? ReadAvailable(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (_hasAvailable) return "available comes twice";
        _hasAvailable = true;
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var value))
            return "available is neither null nor a whole number of 32 bits";
        _available = value;
        return null;
    }

    private readonly string? FindFault(LevelEvent levelEvent) => this switch
    {
        { _inventoryItemId: null } => "inventory_item_id is missing",
        { _locationId: null } => "location_id is missing",
        { _hasAvailable: true } or { _updatedAt: not null } when levelEvent is LevelEvent.Disconnect =>
            "a disconnect carries the fields of an update",
        _ when levelEvent is LevelEvent.Disconnect => null,
        { _hasAvailable: false } => "available is missing",
        { _updatedAt: null } => "updated_at is missing",
        _ => null,
    };
}
