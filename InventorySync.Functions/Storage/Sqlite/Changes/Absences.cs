using System.Globalization;
using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// What the last full sync says of everything that it did not show and that nobody has met: that it was absent then. A row in SyncState, since what is not known has none
/// of its own; without it, a late create of something whose deletion was lost would be believed until the next full sync.
/// </summary>
internal static class Absences
{
    private const string Name = "ReadEverythingSeenAt";

    /// <returns>What is held about the presence of what has no row; null before the first full sync.</returns>
    public static Presence? Read(SqliteSession session) =>
        SqliteInventoryStore.ReadState(session, Name) is { } seenAt ? new Presence(IsPresent: false, new UnixTime(long.Parse(seenAt, CultureInfo.InvariantCulture))) : null;

    public static void Write(SqliteSession session, UnixTime seenAt) =>
        session.Execute("WriteSyncState", ("@name", Name), ("@value", seenAt.Nanoseconds.ToString(CultureInfo.InvariantCulture)));
}
