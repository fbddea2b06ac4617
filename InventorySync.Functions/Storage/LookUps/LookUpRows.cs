using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The rows of look-ups, as both stores' statements answer them.</summary>
internal static class LookUpRows
{
    public static PendingLookUp LookUp(Row row) => new(
        row.Numbered<LookUpKind>("Kind"), row.Long("Id"), row.Numbered<LookUpReason>("Reason"), row.Time("AskedAt"), row.Time("SeenAfter"),
        row.Time("NotBefore"), row.Int("Tries"));
}

/// <summary>The rows of early full syncs, as both stores' statements answer them.</summary>
internal static class EarlySyncRows
{
    /// <param name="prefix">What the columns' names begin with.</param>
    public static EarlySync Asked(Row row, string prefix = "") => new(
        row.Named<EarlySyncReason>(prefix + "Reason"), row.Time(prefix + "AskedAt"), row.Time(prefix + "SeenAfter"),
        row.Time(prefix + "NotBefore"));

    /// <summary>The same; null where nothing is asked.</summary>
    public static EarlySync? AskedOrNull(Row row, string prefix) => row.IsNull(prefix + "Reason") ? null : Asked(row, prefix);
}
