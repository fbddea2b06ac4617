using System.Globalization;
using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<SubscriptionHealth> GetSubscriptionHealthAsync(CancellationToken cancellationToken) => (await RunAsync(
        session => session.FirstAsync(
            "ReadSubscriptionHealth", row => SubscriptionHealth.Of(row.TextOrNull(0), row.TextOrNull(1), row.TimeOrNull(2), row.TimeOrNull(3))),
        cancellationToken))!;

    public Task BeginSubscriptionRepairAsync(UnixTime now, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync("BeginSubscriptionRepair", _ => true, ("@begunAt", now.Nanoseconds.ToString(CultureInfo.InvariantCulture))), cancellationToken);

    public Task<bool> RecordSubscriptionCheckAsync(SubscriptionCheck check, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync(
                "RecordSubscriptionCheck", row => row.Flag(0),
                ("@check", JsonSerializer.Serialize(check, StorageJson.Default.SubscriptionCheck)),
                ("@lostTopics", SqlServerJson.Of<string>([.. check.Topics.Where(topic => topic.IsLost).Select(topic => topic.HeaderTopic)], SqlServerJson.Default.IReadOnlyListString)),
                ("@checkedAt", check.CheckedAt.Nanoseconds), ("@seenAt", check.SeenAt.Nanoseconds),
                ("@isRepaired", check.Repairs > 0), ("@isLost", check.Lost > 0), ("@notBefore", check.SeenAt.Nanoseconds + WaitNanoseconds)),
            cancellationToken);

    public Task RecordSubscriptionFailureAsync(SubscriptionFailure failure, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync(
                "RecordSubscriptionFailure", _ => true, ("@failure", JsonSerializer.Serialize(failure, StorageJson.Default.SubscriptionFailure))),
            cancellationToken);

    public Task<bool> RecordUninstalledAsync(UnixTime seenAt, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("RecordUninstalled", row => row.Flag(0), ("@seenAt", seenAt.Nanoseconds)), cancellationToken);
}
