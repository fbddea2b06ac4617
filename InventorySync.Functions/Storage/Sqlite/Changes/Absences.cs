using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// What the last full sync says of everything that it did not show and that nobody has met: that it was absent then. What is not known has
/// no row of its own; without this, a late create of something whose deletion was lost would be believed until the next full sync.
/// </summary>
internal static class Absences
{
    /// <returns>What is held about the presence of what has no row; null before the first full sync.</returns>
    public static Presence? Read(SqliteSession session) =>
        session.First<Presence?>("ReadAbsentSince", row => new Presence(IsPresent: false, row.Time("ReadEverythingSeenAt")));

    public static void Write(SqliteSession session, UnixTime seenAt) =>
        session.Execute("WriteAbsentSince", ("@seenAt", seenAt.Nanoseconds));
}
