using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task RecordMeasuresAsync(IReadOnlyList<LagCount> lags, IReadOnlyList<LastSeen> seen, UnixTime keepFrom, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            foreach (var lag in lags)
                session.Execute("AddLag", ("@minute", lag.Minute), ("@stage", (int)lag.Stage), ("@bucket", lag.Bucket), ("@messages", lag.Messages));
            foreach (var (name, at) in seen) session.Execute("WriteLastSeen", ("@name", name), ("@at", at.Nanoseconds));
            return session.Execute("DeleteOldLags", ("@minute", keepFrom.Minute));
        },
        cancellationToken);

    public Task<StoreStatus> GetStatusAsync(UnixTime lagsSince, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var (failed, lookUps, lastRun, lastGoodRun) = session.First(
                "ReadBacklogs",
                row => (
                    new Backlog(row.GetInt64(0), row.TimeOrNull(1), row.GetInt32(2)), new Backlog(row.GetInt64(3), row.TimeOrNull(4), row.GetInt32(5)), row.LongOrNull(6), row.LongOrNull(7)));
            return new StoreStatus(
                SqliteMigrations.Scripts.Newest,
                lastRun is null ? null : ReadRun(session, lastRun),
                lastGoodRun is null ? null : ReadRun(session, lastGoodRun),
                ReadHistory(session),
                ReadPause(session),
                failed,
                lookUps,
                session.All("ReadLags", row => new LagCount(0, (LagStage)row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)), ("@minute", lagsSince.Minute)),
                session.All("ReadLastSeen", row => new LastSeen(row.GetString(0), row.Time(1))),
                ReadProbe(session));
        },
        cancellationToken);

    public Task WriteHeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("WriteHeartbeat", HeartbeatRows.Of(heartbeat)), cancellationToken);
}
