using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

/// <summary>The two rows of SyncState by which webhooks ask for a full sync before the schedule has one.</summary>
internal static class EarlySyncs
{
    private const string AskedName = nameof(EarlySync);
    private const string WindowName = nameof(LookUpWindow);

    public static EarlySync? Read(SqliteSession session) =>
        SqliteInventoryStore.ReadState(session, AskedName) is { } json ? JsonSerializer.Deserialize(json, StorageJson.Default.EarlySync) : null;

    public static void Ask(SqliteSession session, EarlySync asked) => session.Execute(
        "WriteSyncState", ("@name", AskedName), ("@value", JsonSerializer.Serialize(Read(session)?.Join(asked) ?? asked, StorageJson.Default.EarlySync)));

    /// <summary>Counts a look-up that a webhook needs, and asks for a full sync once they are a flood.</summary>
    /// <returns>Until when the look-ups leave it to the full sync; null while they are no flood.</returns>
    public static UnixTime? CountLookUp(SqliteSession session, UnixTime now)
    {
        if (FindPatience(session, now) is { } until) return until;

        var before = SqliteInventoryStore.ReadState(session, WindowName) is { } json ? JsonSerializer.Deserialize(json, StorageJson.Default.LookUpWindow) : null;
        var window = LookUpWindow.Count(before, 1, now);
        session.Execute("WriteSyncState", ("@name", WindowName), ("@value", JsonSerializer.Serialize(window, StorageJson.Default.LookUpWindow)));
        if (window.Asked <= LookUpWindow.MaxLookUps) return null;

        session.Execute("DeleteSyncState", ("@name", WindowName));
        Ask(session, new EarlySync(EarlySyncReason.Flood, now, default, now));
        return FindPatience(session, now);
    }

    /// <summary>Removes what a run has answered: one that began after the asking, and whose read saw enough.</summary>
    /// <returns>Whether something was removed.</returns>
    public static bool Answer(SqliteSession session, UnixTime runStartedAt, UnixTime seenAt) =>
        Read(session) is { } asked && asked.AskedAt <= runStartedAt && asked.SeenAfter < seenAt && session.Execute("DeleteSyncState", ("@name", AskedName)) > 0;

    private static UnixTime? FindPatience(SqliteSession session, UnixTime now) =>
        Read(session) is { Reason: EarlySyncReason.Flood } asked && now < asked.AskedAt.Add(LookUpWindow.Patience) ? asked.AskedAt.Add(LookUpWindow.Patience) : null;
}
