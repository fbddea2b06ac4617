using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>
/// The body of the locations topics. Topics are not signed, so a body must have the shape of its topic: an activation or a deactivation
/// with all that is used, a delete with none of it but the id. Which of the two it is says its own field, which is signed; that may be
/// later than the topic, as the body is put together after the event.
/// https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-locations/deactivate
/// </summary>
internal struct LocationPayload : IPayload
{
    private long? _id;
    private string? _name;
    private bool? _active;
    private UnixTime? _updatedAt;

    /// <param name="isDelete">Whether the topic is that of a deletion.</param>
    /// <param name="fault">What was wrong with it, where it cannot be read.</param>
    public static LocationMessage? Read(ReadOnlySpan<byte> body, bool isDelete, out string? fault)
    {
        var payload = default(LocationPayload);
        fault = PayloadBody.Read(ref payload, body) ?? payload.FindFault(isDelete);
        return fault is null ? new LocationMessage(payload._id!.Value, payload._active, payload._name) : null;
    }

    public string? ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8)) return PayloadField.ReadId(ref reader, "id", ref _id);
        if (reader.ValueTextEquals("name"u8)) return PayloadField.ReadText(ref reader, "name", ref _name);
        if (reader.ValueTextEquals("active"u8)) return PayloadField.ReadFlag(ref reader, "active", ref _active);
        if (reader.ValueTextEquals("updated_at"u8)) return PayloadField.ReadTime(ref reader, "updated_at", ref _updatedAt);
        return PayloadField.Skip(ref reader);
    }

    private readonly string? FindFault(bool isDelete) => this switch
    {
        { _id: null } => "id is missing",
        { _name: not null } or { _active: not null } or { _updatedAt: not null } when isDelete =>
            "a delete carries the fields of an update",
        _ when isDelete => null,
        { _name: null } => "name is missing",
        { _active: null } => "active is missing",
        { _updatedAt: null } => "updated_at is missing",
        _ => null,
    };
}
