using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>
/// The body of the inventory_items topics. Topics are not signed, so a body must have the shape of its topic: a create or an update with
/// all that is used, a delete with none of it but the id.
/// https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-inventory_items/update
/// </summary>
internal struct ItemPayload : IPayload
{
    private long? _id;
    private bool? _tracked;
    private UnixTime? _updatedAt;
    private bool _hasSku;

    /// <summary>Reads a body of the topic of <paramref name="itemEvent"/>.</summary>
    /// <param name="fault">What was wrong with it, where it cannot be read.</param>
    public static ItemMessage? Read(ReadOnlySpan<byte> body, ItemEvent itemEvent, out string? fault)
    {
        var payload = default(ItemPayload);
        fault = PayloadBody.Read(ref payload, body) ?? payload.FindFault(itemEvent);
        return fault is null ? new ItemMessage(payload._id!.Value, itemEvent, payload._tracked, payload._updatedAt) : null;
    }

    public string? ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8)) return PayloadField.ReadId(ref reader, "id", ref _id);
        if (reader.ValueTextEquals("updated_at"u8)) return PayloadField.ReadTime(ref reader, "updated_at", ref _updatedAt);
        if (reader.ValueTextEquals("tracked"u8)) return PayloadField.ReadFlag(ref reader, "tracked", ref _tracked);
        _hasSku |= reader.ValueTextEquals("sku"u8);
        return PayloadField.Skip(ref reader);
    }

    private readonly string? FindFault(ItemEvent itemEvent) => this switch
    {
        { _id: null } => "id is missing",
        { _tracked: not null } or { _updatedAt: not null } or { _hasSku: true } when itemEvent is ItemEvent.Delete =>
            "a delete carries the fields of an update",
        _ when itemEvent is ItemEvent.Delete => null,
        { _tracked: null } => "tracked is missing",
        { _updatedAt: null } => "updated_at is missing",
        _ => null,
    };
}
