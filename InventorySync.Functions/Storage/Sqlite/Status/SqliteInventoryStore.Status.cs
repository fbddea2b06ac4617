using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<StoreStatus> GetStatusAsync(UnixTime lagsSince, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var (failed, lookUps, lastRun, lastGoodRun) = session.First("ReadBacklogs", StatusRows.Backlogs);
            return new StoreStatus(
                SqliteMigrations.Scripts.Newest,
                lastRun is null ? null : ReadRun(session, lastRun),
                lastGoodRun is null ? null : ReadRun(session, lastGoodRun),
                ReadHistory(session),
                ReadPause(session),
                failed,
                lookUps,
                session.All("ReadLags", StatusRows.Lag, ("@minute", lagsSince.Minute)),
                session.All("ReadLastSeen", StatusRows.LastSeen),
                ReadProbe(session));
        },
        cancellationToken);

    public Task WriteHeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("WriteHeartbeat", HeartbeatRows.Of(heartbeat)), cancellationToken);
}
