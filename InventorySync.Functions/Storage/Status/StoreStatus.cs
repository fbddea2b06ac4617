using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What the database knows of how the app is doing.</summary>
/// <param name="SchemaVersion">The newest migration.</param>
/// <param name="LastRun">The newest full sync, dry runs aside; null if there has been none.</param>
/// <param name="LastGoodRun">The newest that succeeded; null if none has.</param>
/// <param name="Failed">What could not be read or applied, and is not repaired.</param>
/// <param name="LookUps">Needs that wait for a read of the Admin API.</param>
/// <param name="Probe">The last probe; null if there has been none.</param>
/// <param name="Lags">Of the window that was asked for, added up by stage and bucket; Minute is 0.</param>
public sealed record StoreStatus(
    string SchemaVersion, SyncRun? LastRun, SyncRun? LastGoodRun, SyncHistory History, Pause? Pause, Backlog Failed, Backlog LookUps,
    IReadOnlyList<LagCount> Lags, IReadOnlyList<LastSeen> Seen, ProbeRecord? Probe = null)
{
    /// <param name="newest">The newest runs, the newest first: among them the newest that is no dry run, and the newest success.</param>
    internal static StoreStatus Of(
        string schemaVersion, List<SyncRun> newest, SyncHistory history, Pause? pause, (Backlog Failed, Backlog LookUps) backlogs,
        List<LagCount> lags, List<LastSeen> seen, ProbeRecord? probe) => new(
        schemaVersion, newest.Find(run => !run.IsDryRun), newest.Find(run => run.State == SyncState.Succeeded), history, pause,
        backlogs.Failed, backlogs.LookUps, lags, seen, probe);
}

/// <summary>Rows that wait for something.</summary>
/// <param name="Since">Since when the oldest one does; null if none does.</param>
/// <param name="MaxTries">The most tries that one of them has seen.</param>
public sealed record Backlog(long Count, UnixTime? Since, int MaxTries);

/// <summary>The rows that status is judged by, as both stores' statements answer them.</summary>
internal static class StatusRows
{
    public static (Backlog Failed, Backlog LookUps) Backlogs(Row row) => (
        new Backlog(row.Long("Failed"), row.TimeOrNull("FailedSince"), row.Int("FailedTries")),
        new Backlog(row.Long("LookUps"), row.TimeOrNull("LookUpsSince"), row.Int("LookUpTries")));

    public static LagCount Lag(Row row) => new(Minute: 0, row.Numbered<LagStage>("Stage"), row.Int("Bucket"), row.Long("Messages"));

    public static LastSeen LastSeen(Row row) => new(row.Text("Name"), row.Time("At"));
}
