using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>
/// The message on the queue "inventory-changes": small, typed, in UTF-8 JSON. What verifies a webhook writes it, what applies a change
/// reads it, possibly in another version of this app.
/// </summary>
/// <param name="V">Version of this shape. A reader refuses one that it does not know, so that the message waits for the reader that
/// does.</param>
/// <param name="Kind">"level", "product", "item", "location", "uninstalled" or "rejected": the object of that name holds the rest.</param>
/// <param name="Topic">X-Shopify-Topic: not signed, so the body had to have its shape.</param>
/// <param name="TriggeredAt">X-Shopify-Triggered-At, on Shopify's clock; null where it was missing, unreadable or ahead of our
/// clock.</param>
/// <param name="ReceivedAt">Our clock.</param>
/// <param name="SecretPlace">Which of the webhook secrets has verified it: 0 is the first of the setting. Null in messages of before this
/// was told.</param>
/// <param name="Traceparent">W3C trace context of the request, since storage queues carry none.</param>
public sealed record ChangeMessage(
    int V,
    string Kind,
    string Topic,
    string Shop,
    string? WebhookId,
    string? EventId,
    UnixTime? TriggeredAt,
    UnixTime ReceivedAt,
    string? ApiVersion,
    string? Traceparent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LevelMessage? Level = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProductMessage? Product = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ItemMessage? Item = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RejectedMessage? Rejected = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UninstalledMessage? Uninstalled = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SecretPlace = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LocationMessage? Location = null)
{
    public const int CurrentVersion = 1;

    /// <summary>
    /// Bytes that a message may have at most: a storage queue takes 64 KiB of base64.
    /// https://learn.microsoft.com/azure/storage/queues/storage-queues-introduction
    /// </summary>
    public const int MaxBytes = 48 * 1024;

    // The default escapes whatever is not ASCII, six bytes a character: a queue message is no HTML, and a shop's titles may be in any
    // script.
    private static readonly ChangeMessageJson Json = new(
        new JsonSerializerOptions(ChangeMessageJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The webhook's place in time: Shopify's Triggered-At, or our receipt where that cannot be used.</summary>
    [JsonIgnore]
    public UnixTime SeenAt => TriggeredAt ?? ReceivedAt;

    /// <summary>
    /// Always within <see cref="MaxBytes"/>: a product's message that would not fit says that the product has to be read.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, Json.ChangeMessage);
        return bytes.Length > MaxBytes && Product is { MustRead: false } product
            ? (this with { Product = product.ToMustRead() }).ToBytes()
            : bytes;
    }

    /// <exception cref="UnknownMessageException">It is no JSON of this shape, or of a version or kind that this app does not
    /// know.</exception>
    public static ChangeMessage Parse(ReadOnlySpan<byte> message)
    {
        ChangeMessage? parsed;
        try
        {
            parsed = JsonSerializer.Deserialize(message, ChangeMessageJson.Default.ChangeMessage);
        }
        catch (JsonException e)
        {
            throw new UnknownMessageException($"The message is not a change message: {e.Message}", e);
        }

        return parsed switch
        {
            null => throw new UnknownMessageException("The message is the JSON value null."),
            { V: not CurrentVersion } =>
                throw new UnknownMessageException($"The message has version {parsed.V}; this app knows {CurrentVersion}."),
            { Kind: ChangeKinds.Level, Level: not null } or { Kind: ChangeKinds.Rejected, Rejected: not null } => parsed,
            { Kind: ChangeKinds.Uninstalled, Uninstalled: not null } => parsed,
            { Kind: ChangeKinds.Product, Product.IsWhole: true } or { Kind: ChangeKinds.Item, Item.IsWhole: true } => parsed,
            { Kind: ChangeKinds.Location, Location.IsWhole: true } => parsed,
            _ => throw new UnknownMessageException(
                $"The message is of kind \"{parsed.Kind}\", which this app does not know or which lacks its object."),
        };
    }
}
