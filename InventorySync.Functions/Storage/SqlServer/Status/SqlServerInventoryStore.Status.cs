using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<StoreStatus> GetStatusAsync(UnixTime lagsSince, CancellationToken cancellationToken)
    {
        var history = await GetSyncHistoryAsync(cancellationToken);
        var pause = await GetPauseAsync(cancellationToken);
        var probe = await GetProbeAsync(cancellationToken);
        return (await RunAsync(
            async session =>
            {
                var (failed, lookUps, lastRun, lastGoodRun) = await session.FirstAsync("ReadBacklogs", StatusRows.Backlogs);
                return new StoreStatus(
                    SqlServerMigrations.Scripts.Newest,
                    lastRun is null ? null : await session.FirstAsync("ReadRun", FullSyncRows.Run, ("@runId", lastRun)),
                    lastGoodRun is null ? null : await session.FirstAsync("ReadRun", FullSyncRows.Run, ("@runId", lastGoodRun)),
                    history,
                    pause,
                    failed,
                    lookUps,
                    await session.QueryAsync("ReadLags", answer => answer.AllAsync(StatusRows.Lag), ("@minute", lagsSince.Minute)),
                    await session.QueryAsync("ReadLastSeen", answer => answer.AllAsync(StatusRows.LastSeen)),
                    probe);
            },
            cancellationToken))!;
    }

    public Task WriteHeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("WriteHeartbeat", _ => true, HeartbeatRows.Of(heartbeat)), cancellationToken);
}
