using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

/// <summary>How webhooks ask for a full sync before the schedule has one.</summary>
internal static class EarlySyncs
{
    public static EarlySync? Read(SqliteSession session) => session.First("ReadEarlySync", row => EarlySyncRows.Asked(row));

    public static void Ask(SqliteSession session, EarlySync asked)
    {
        var joined = Read(session)?.Join(asked) ?? asked;
        session.Execute(
            "WriteEarlySync", ("@reason", joined.Reason.ToString()), ("@askedAt", joined.AskedAt.Nanoseconds),
            ("@seenAfter", joined.SeenAfter.Nanoseconds), ("@notBefore", joined.NotBefore.Nanoseconds));
    }

    /// <summary>Counts a look-up that a webhook needs, and asks for a full sync once they are a flood.</summary>
    /// <returns>Until when the look-ups leave it to the full sync; null while they are no flood.</returns>
    public static UnixTime? CountLookUp(SqliteSession session, UnixTime now)
    {
        if (FindPatience(session, now) is { } until) return until;

        var before = session.First("ReadLookUpWindow", row => new LookUpWindow(row.Time("Since"), row.Int("Asked")));
        var window = LookUpWindow.Count(before, 1, now);
        session.Execute("WriteLookUpWindow", ("@since", window.Since.Nanoseconds), ("@asked", window.Asked));
        if (window.Asked <= LookUpWindow.MaxLookUps) return null;

        session.Execute("DeleteLookUpWindow");
        Ask(session, new EarlySync(EarlySyncReason.Flood, now, default, now));
        return FindPatience(session, now);
    }

    /// <summary>Removes what a run has answered: one that began after the asking, and whose read saw enough.</summary>
    /// <returns>Whether something was removed.</returns>
    public static bool Answer(SqliteSession session, UnixTime runStartedAt, UnixTime seenAt) =>
        Read(session) is { } asked && asked.AskedAt <= runStartedAt && asked.SeenAfter < seenAt && session.Execute("DeleteEarlySync") > 0;

    private static UnixTime? FindPatience(SqliteSession session, UnixTime now) =>
        Read(session) is { Reason: EarlySyncReason.Flood } asked && now < asked.AskedAt.Add(LookUpWindow.Patience)
            ? asked.AskedAt.Add(LookUpWindow.Patience)
            : null;
}
