using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>Which failed changes are meant; what is null chooses nothing away.</summary>
/// <param name="Id">One of them.</param>
/// <param name="Kind">What they were, such as "rejected" or "level".</param>
/// <param name="ReceivedBefore">Our clock.</param>
/// <param name="ReceivedAfter">Our clock.</param>
/// <param name="OpenOnly">Only those that are not repaired or dropped.</param>
public sealed record FailedChangeFilter(
    string? Id = null, string? Kind = null, UnixTime? ReceivedBefore = null, UnixTime? ReceivedAfter = null, bool OpenOnly = true);
