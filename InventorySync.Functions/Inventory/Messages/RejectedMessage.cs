using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>A validly signed webhook that could not be read, kept so that it can be looked at and repaired.</summary>
/// <param name="Reason">What was wrong with it.</param>
/// <param name="Headers">The delivery's Shopify headers, without its signature.</param>
/// <param name="BodyLength">Bytes of the whole body.</param>
/// <param name="BodySha256">Hex, of the whole body.</param>
/// <param name="BodyHead">The body's first 16 KiB.</param>
/// <param name="ProductId">The product that it seems to be about: what has to be looked up to repair it. Null where that could not be made
/// out.</param>
/// <param name="InventoryItemId">The item that it seems to be about.</param>
public sealed record RejectedMessage(
    string Reason, IReadOnlyDictionary<string, string> Headers, long BodyLength, string BodySha256, byte[] BodyHead,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ProductId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? InventoryItemId = null)
{
    /// <summary>
    /// Bytes of a body that are kept: enough to see what it was, and in base64, with every header at its longest, well below
    /// <see cref="ChangeMessage.MaxBytes"/>.
    /// </summary>
    public const int MaxBodyHeadBytes = 16 * 1024;
}
