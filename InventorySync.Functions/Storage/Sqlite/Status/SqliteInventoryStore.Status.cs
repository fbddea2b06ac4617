using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<StoreStatus> GetStatusAsync(UnixTime lagsSince, CancellationToken cancellationToken) => ReadAsync(
        session => StoreStatus.Of(
            SqliteMigrations.Scripts.Newest, session.All("ReadRuns", FullSyncRows.Run, ("@runId", null)), ReadHistory(session),
            ReadPause(session), session.First("ReadBacklogs", StatusRows.Backlogs),
            session.All("ReadLags", StatusRows.Lag, ("@minute", lagsSince.Minute)), session.All("ReadLastSeen", StatusRows.LastSeen),
            ReadProbe(session)),
        cancellationToken);

    public Task WriteHeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("WriteHeartbeat", HeartbeatRows.Of(heartbeat)), cancellationToken);
}
