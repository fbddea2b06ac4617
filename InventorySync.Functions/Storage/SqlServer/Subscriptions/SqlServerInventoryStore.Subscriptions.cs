using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<SubscriptionHealth> GetSubscriptionHealthAsync(CancellationToken cancellationToken) =>
        (await RunAsync(session => session.FirstAsync("ReadSubscriptionHealth", SubscriptionRows.Health), cancellationToken))!;

    public Task BeginSubscriptionRepairAsync(UnixTime now, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("BeginSubscriptionRepair", _ => true, ("@begunAt", now.Nanoseconds)), cancellationToken);

    public Task<bool> RecordSubscriptionCheckAsync(SubscriptionCheck check, CancellationToken cancellationToken) => ChangeAsync(
        async (session, transaction) =>
        {
            var (isLost, hasRuns) = await session.FirstAsync(
                "RecordSubscriptionCheck",
                row => (row.Flag("IsLost"), row.Flag("HasRuns")),
                [
                    .. SubscriptionRows.Of(check),
                    ("@lostTopics", SqlServerJson.Of<string>(
                        [.. check.Topics.Where(topic => topic.IsLost).Select(topic => topic.HeaderTopic)],
                        SqlServerJson.Default.IReadOnlyListString)),
                    ("@isLost", check.Lost > 0),
                ]);
            if (isLost && hasRuns)
                await transaction.AskEarlySyncAsync(EarlySyncReason.Subscriptions, check.SeenAt, Times(check.CheckedAt));
            return isLost;
        },
        _options.CommandTimeout, cancellationToken);

    public Task RecordSubscriptionFailureAsync(SubscriptionFailure failure, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RecordSubscriptionFailure", _ => true, ("@failedAt", failure.FailedAt.Nanoseconds), ("@reason", failure.Reason)),
        cancellationToken);

    public Task<bool> RecordUninstalledAsync(UnixTime seenAt, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync("RecordUninstalled", row => row.Flag("IsKnown"), ("@seenAt", seenAt.Nanoseconds)),
            cancellationToken);
}
