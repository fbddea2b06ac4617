using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<SubscriptionHealth> GetSubscriptionHealthAsync(CancellationToken cancellationToken) =>
        ReadAsync(session => session.First("ReadSubscriptionHealth", SubscriptionRows.Health)!, cancellationToken);

    public Task BeginSubscriptionRepairAsync(UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("BeginSubscriptionRepair", ("@begunAt", now.Nanoseconds)), cancellationToken);

    public Task<bool> RecordSubscriptionCheckAsync(SubscriptionCheck check, CancellationToken cancellationToken) =>
        WriteAsync(session => Record(session, check), cancellationToken);

    public Task RecordSubscriptionFailureAsync(SubscriptionFailure failure, CancellationToken cancellationToken) => WriteAsync(
        session => session.Execute("RecordSubscriptionFailure", ("@failedAt", failure.FailedAt.Nanoseconds), ("@reason", failure.Reason)),
        cancellationToken);

    public Task<bool> RecordUninstalledAsync(UnixTime seenAt, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            if (ReadTimes(session).SeenAt >= seenAt) return false;
            session.Execute("WriteUninstalled", ("@seenAt", seenAt.Nanoseconds));
            return true;
        },
        cancellationToken);

    private bool Record(SqliteSession session, SubscriptionCheck check)
    {
        var (seenAt, repairBegunAt) = ReadTimes(session);
        foreach (var topic in check.Topics.Where(topic => topic.IsLost))
        {
            // Before the first check there was nothing, ever.
            session.Execute(
                "WriteSubscriptionGap", ("@topic", topic.HeaderTopic), ("@lostSince", seenAt?.Nanoseconds ?? 0),
                ("@repairedAt", check.SeenAt.Nanoseconds));
        }

        session.Execute("WriteSubscriptionCheck", SubscriptionRows.Of(check));

        var isLost = repairBegunAt is not null || check.Lost > 0;
        if (isLost && ReadRun(session, runId: null) is not null)
            AskEarlySync(session, EarlySyncReason.Subscriptions, check.SeenAt, Times(check.CheckedAt));

        return isLost;
    }

    /// <summary>When the last check saw all topics, and when a repair began that has not ended.</summary>
    private static (UnixTime? SeenAt, UnixTime? RepairBegunAt) ReadTimes(SqliteSession session) =>
        session.First("ReadSubscriptionTimes", row => (row.TimeOrNull("SeenAt"), row.TimeOrNull("RepairBegunAt")));
}
