using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// A need that only a read of the Admin API can meet. Written in the transaction that found it, so that needs coalesce by (Kind, Id) and
/// survive a crash: a second need for the same keeps the first AskedAt, the later of the other times, and the greater reason.
/// </summary>
/// <param name="Kind">What <paramref name="Id"/> names.</param>
/// <param name="AskedAt">Our clock when the need was first found.</param>
/// <param name="SeenAfter">The SeenAt of what found the need: only a read whose SeenAt is greater answers it, but for what is not known,
/// which is known as soon as it is found.</param>
/// <param name="NotBefore">Our clock: trying earlier is no use, since a read's SeenAt lies the margin behind, or the last try has just
/// failed.</param>
/// <param name="Tries">How often it has been tried.</param>
public sealed record PendingLookUp(
    LookUpKind Kind, long Id, LookUpReason Reason, UnixTime AskedAt, UnixTime SeenAfter, UnixTime NotBefore, int Tries)
{
    public LookUpKey Key => new(Kind, Id);
}

/// <summary>What a look-up's id names. The numbers are stored in the tables.</summary>
public enum LookUpKind
{
    InventoryItem = 1,
    Product = 2,
}

/// <summary>Why a look-up is needed. The numbers are stored in the tables, and the greater is the harder to answer.</summary>
public enum LookUpReason
{
    /// <summary>
    /// A products webhook named variants without their bodies, or more unknown items than are worth a look-up each; the product shows them
    /// all.
    /// </summary>
    UnknownVariants = 0,

    /// <summary>A webhook named an item that no read has shown yet.</summary>
    UnknownItem = 1,

    /// <summary>Two observations of one version disagree.</summary>
    Conflict = 2,

    /// <summary>A download showed fewer levels of the item than its locationsCount: it may have been cut off.</summary>
    FewerLevels = 3,

    /// <summary>A products webhook named a variant without its body whose stamp is newer than what is held.</summary>
    StaleVariant = 4,

    /// <summary>
    /// An item's read did not list a variant whose row names that item: it is gone or has moved, which only its product can tell.
    /// </summary>
    UnlistedVariant = 5,

    /// <summary>A products webhook that did not fit into a message, or did not name every variant.</summary>
    MustRead = 6,

    /// <summary>A webhook that could not be read.</summary>
    Rejected = 7,
}
