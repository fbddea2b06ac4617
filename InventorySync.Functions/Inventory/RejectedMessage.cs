namespace InventorySync.Inventory;

/// <summary>A validly signed webhook that could not be read, kept so that it can be looked at and repaired.</summary>
/// <param name="Reason">What was wrong with it.</param>
/// <param name="Headers">The delivery's Shopify headers, without its signature.</param>
/// <param name="BodyLength">Bytes of the whole body.</param>
/// <param name="BodySha256">Hex, of the whole body.</param>
/// <param name="BodyHead">The body's first 16 KiB.</param>
public sealed record RejectedMessage(
    string Reason, IReadOnlyDictionary<string, string> Headers, long BodyLength, string BodySha256, byte[] BodyHead)
{
    /// <summary>Bytes of a body that are kept: enough to see what it was, and in base64, with every header at its longest, well below <see cref="ChangeMessage.MaxBytes"/>.</summary>
    public const int MaxBodyHeadBytes = 16 * 1024;
}
