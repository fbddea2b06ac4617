using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<StoreStatus> GetStatusAsync(UnixTime lagsSince, CancellationToken cancellationToken) => (await RunAsync(
        session => session.QueryAsync(
            ["ReadRuns", "ReadSyncHistory", "ReadPause", "ReadBacklogs", "ReadLags", "ReadLastSeen", "ReadProbe"],
            async answer =>
            {
                var runs = await answer.AllAsync(FullSyncRows.Run);
                return StoreStatus.Of(
                    SqlServerMigrations.Scripts.Newest, runs, (await answer.FirstAsync(FullSyncRows.History))!,
                    await answer.FirstAsync(OperationRows.Pause), await answer.FirstAsync(StatusRows.Backlogs),
                    await answer.AllAsync(StatusRows.Lag), await answer.AllAsync(StatusRows.LastSeen),
                    await answer.FirstAsync(ProbeRows.Record));
            },
            ("@runId", null), ("@minute", lagsSince.Minute)),
        cancellationToken))!;

    public Task WriteHeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("WriteHeartbeat", _ => true, HeartbeatRows.Of(heartbeat)), cancellationToken);
}
