using System.Globalization;
using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    // The rows of SyncState; LastCheck and the failure as JSON, the times as their nanoseconds.
    private const string CheckName = nameof(SubscriptionCheck);
    private const string FailureName = nameof(SubscriptionFailure);
    private const string RepairBegunName = "SubscriptionRepairBegunAt";
    private const string RepairedName = "SubscriptionsRepairedAt";
    private const string UninstalledName = nameof(SubscriptionHealth.UninstalledAt);

    public Task<SubscriptionHealth> GetSubscriptionHealthAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            session => session.First(
                "ReadSubscriptionHealth", row => SubscriptionHealth.Of(row.TextOrNull(0), row.TextOrNull(1), row.TimeOrNull(2), row.TimeOrNull(3)))!,
            cancellationToken);

    public Task BeginSubscriptionRepairAsync(UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => WriteState(session, RepairBegunName, Text(now)), cancellationToken);

    public Task<bool> RecordSubscriptionCheckAsync(SubscriptionCheck check, CancellationToken cancellationToken) =>
        WriteAsync(session => Record(session, check), cancellationToken);

    public Task RecordSubscriptionFailureAsync(SubscriptionFailure failure, CancellationToken cancellationToken) =>
        WriteAsync(
            session => WriteState(session, FailureName, JsonSerializer.Serialize(failure, StorageJson.Default.SubscriptionFailure)), cancellationToken);

    public Task<bool> RecordUninstalledAsync(UnixTime seenAt, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                if (ReadCheck(session) is { } check && check.SeenAt >= seenAt) return false;
                if (ReadTime(session, UninstalledName) is { } known && known >= seenAt) return true;
                return WriteState(session, UninstalledName, Text(seenAt)) > 0;
            },
            cancellationToken);

    private bool Record(SqliteSession session, SubscriptionCheck check)
    {
        // Before the first check there was nothing, ever.
        var lostSince = ReadCheck(session)?.SeenAt ?? default;
        foreach (var topic in check.Topics.Where(topic => topic.IsLost))
            session.Execute("WriteSubscriptionGap", ("@topic", topic.HeaderTopic), ("@lostSince", lostSince.Nanoseconds), ("@repairedAt", check.SeenAt.Nanoseconds));
        WriteState(session, CheckName, JsonSerializer.Serialize(check, StorageJson.Default.SubscriptionCheck));
        DeleteState(session, FailureName);
        if (ReadTime(session, UninstalledName) <= check.SeenAt) DeleteState(session, UninstalledName);
        if (check.Repairs > 0) WriteState(session, RepairedName, Text(check.CheckedAt));

        var isLost = DeleteState(session, RepairBegunName) > 0 || check.Lost > 0;
        if (isLost && ReadRun(session, runId: null) is not null)
            EarlySyncs.Ask(session, new EarlySync(EarlySyncReason.Subscriptions, check.CheckedAt, check.SeenAt, check.SeenAt.Add(_staleReadMargin + ReadClockStep)));
        return isLost;
    }

    private static SubscriptionCheck? ReadCheck(SqliteSession session) =>
        ReadState(session, CheckName) is { } json ? JsonSerializer.Deserialize(json, StorageJson.Default.SubscriptionCheck) : null;

    private static UnixTime? ReadTime(SqliteSession session, string name) =>
        ReadState(session, name) is { } text ? new UnixTime(long.Parse(text, CultureInfo.InvariantCulture)) : null;

    private static string Text(UnixTime time) => time.Nanoseconds.ToString(CultureInfo.InvariantCulture);

    private static int WriteState(SqliteSession session, string name, string value) => session.Execute("WriteSyncState", ("@name", name), ("@value", value));

    private static int DeleteState(SqliteSession session, string name) => session.Execute("DeleteSyncState", ("@name", name));
}
