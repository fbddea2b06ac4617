using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The rows of what could not be read or applied, as both stores' statements answer them.</summary>
internal static class FailedChangeRows
{
    public static FailedChangeRow FailedChange(Row row) => new(
        row.Text("Id"), row.Text("Kind"), row.TextOrNull("Topic"), row.Text("Reason"), row.Time("ReceivedAt"), row.Time("SeenAt"),
        row.NumberedOrNull<LookUpKind>("LookUpKind"), row.LongOrNull("LookUpId"), row.Int("Tries"),
        row.Numbered<RepairState>("RepairState"));
}
