using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>A <see cref="FailedChange"/> as its row stands, without its body.</summary>
/// <param name="Tries">How often its repair has been tried in vain: its look-up, or the full syncs where what it was about is not
/// known.</param>
public sealed record FailedChangeRow(
    string Id, string Kind, string? Topic, string Reason, UnixTime ReceivedAt, UnixTime SeenAt, LookUpKind? LookUpKind, long? LookUpId,
    int Tries, RepairState State);

/// <summary>Which failed changes are meant; what is null chooses nothing away.</summary>
/// <param name="Id">One of them.</param>
/// <param name="Kind">What they were, such as "rejected" or "level".</param>
/// <param name="ReceivedBefore">Our clock.</param>
/// <param name="ReceivedAfter">Our clock.</param>
/// <param name="OpenOnly">Only those that are not repaired or dropped.</param>
public sealed record FailedChangeFilter(
    string? Id = null, string? Kind = null, UnixTime? ReceivedBefore = null, UnixTime? ReceivedAfter = null, bool OpenOnly = true);

/// <summary>The rows of what could not be read or applied, as both stores' statements answer them.</summary>
internal static class FailedChangeRows
{
    public static FailedChangeRow FailedChange(Row row) => new(
        row.Text("Id"), row.Text("Kind"), row.TextOrNull("Topic"), row.Text("Reason"), row.Time("ReceivedAt"), row.Time("SeenAt"),
        row.NumberedOrNull<LookUpKind>("LookUpKind"), row.LongOrNull("LookUpId"), row.Int("Tries"),
        row.Numbered<RepairState>("RepairState"));
}
