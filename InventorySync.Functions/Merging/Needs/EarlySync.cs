using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// That a full sync is asked for before the schedule has one: the row of a table, written in the transaction that found the need and
/// removed by the last transaction of a run that began after it and saw enough. A second asking joins the first.
/// </summary>
/// <param name="AskedAt">Our clock when it was first asked: a run that began later counts.</param>
/// <param name="SeenAfter">Only a run whose read's SeenAt is greater answers it; 0 where any later run does.</param>
/// <param name="NotBefore">Our clock: starting earlier is no use.</param>
public sealed record EarlySync(EarlySyncReason Reason, UnixTime AskedAt, UnixTime SeenAfter, UnixTime NotBefore)
{
    /// <summary>
    /// With a later asking: the one run has to see enough for both. A flood stays one, and becomes one, whatever else is asked: its
    /// look-ups wait from its own asking on.
    /// </summary>
    public EarlySync Join(EarlySync later) =>
        (Reason is EarlySyncReason.Flood || later.Reason is not EarlySyncReason.Flood ? this : later with { NotBefore = NotBefore })
            with { SeenAfter = SeenAfter > later.SeenAfter ? SeenAfter : later.SeenAfter };
}

/// <summary>Why an early full sync is asked for. The names are stored in the tables.</summary>
public enum EarlySyncReason
{
    /// <summary>So many look-ups were needed within minutes that one download is cheaper.</summary>
    Flood,

    /// <summary>A webhook could not be read, and what it was about could not be made out.</summary>
    Rejected,

    /// <summary>A subscription had been missing or wrong, so that its webhooks were lost.</summary>
    Subscriptions,

    /// <summary>A location has been activated, or two statements of one second about one disagree.</summary>
    Locations,

    /// <summary>Of the items that were compared with Shopify, too many were wrong.</summary>
    Probe,
}
