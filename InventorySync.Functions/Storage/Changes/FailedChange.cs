using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>What could not be read or applied, kept so that nothing is ever just gone.</summary>
/// <param name="Id">The delivery's webhook id, or the body's SHA-256 where there is none: the same one twice is one.</param>
/// <param name="Kind">What it was, such as "rejected".</param>
/// <param name="Topic">As the delivery's header said it; unsigned.</param>
/// <param name="Reason">What was wrong with it.</param>
/// <param name="HeadersJson">The delivery's Shopify headers, without its signature.</param>
/// <param name="BodyLength">Bytes of the whole body.</param>
/// <param name="BodySha256">Hex, of the whole body.</param>
/// <param name="BodyHead">The body's first 16 KiB.</param>
/// <param name="ReceivedAt">Our clock.</param>
/// <param name="SeenAt">The delivery's place in time: a read that saw later repairs it.</param>
/// <param name="LookUpKind">What <paramref name="LookUpId"/> names; null where what it was about could not be made out.</param>
/// <param name="LookUpId">What has to be looked up to repair it.</param>
public sealed record FailedChange(
    string Id, string Kind, string? Topic, string Reason, string HeadersJson, long BodyLength, string BodySha256,
    ReadOnlyMemory<byte> BodyHead, UnixTime ReceivedAt, UnixTime SeenAt = default, LookUpKind? LookUpKind = null, long? LookUpId = null)
{
    /// <summary>The look-up that repairs it; null where what it was about could not be made out.</summary>
    public LookUpKey? LookUp => this is { LookUpKind: { } kind, LookUpId: { } id } ? new LookUpKey(kind, id) : null;

    /// <summary>Asks for that look-up at once.</summary>
    internal LookUpAsk Ask(LookUpKey key) => new(key, LookUpReason.Rejected, SeenAt, ReceivedAt, IsCounted: true);
}

/// <summary>What became of a change that could not be read or applied.</summary>
/// <param name="IsNew">False where its message had come before.</param>
/// <param name="LookUp">The look-up that was written with it, if one was.</param>
public sealed record RecordedChange(bool IsNew, PendingLookUp? LookUp);
