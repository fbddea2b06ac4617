using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The rows of look-ups, as both stores' statements answer them.</summary>
internal static class LookUpRows
{
    public static PendingLookUp LookUp(Row row) => new(
        row.Numbered<LookUpKind>("Kind"), row.Long("Id"), row.Numbered<LookUpReason>("Reason"), row.Time("AskedAt"), row.Time("SeenAfter"),
        row.Time("NotBefore"), row.Int("Tries"));
}
