using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public Task RecordMeasuresAsync(IReadOnlyList<LagCount> lags, IReadOnlyList<LastSeen> seen, UnixTime keepFrom, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RecordMeasures", _ => true,
            ("@lags", SqlServerJson.Of<LagRow>([.. lags.Select(lag => new LagRow(lag.Minute, (int)lag.Stage, lag.Bucket, lag.Messages))], SqlServerJson.Default.IReadOnlyListLagRow)),
            ("@seen", SqlServerJson.Of(seen, SqlServerJson.Default.IReadOnlyListLastSeen)), ("@keepFromMinute", keepFrom.Minute)),
        cancellationToken);

    public async Task<StoreStatus> GetStatusAsync(UnixTime lagsSince, CancellationToken cancellationToken)
    {
        var history = await GetSyncHistoryAsync(cancellationToken);
        var pause = await GetPauseAsync(cancellationToken);
        var probe = await GetProbeAsync(cancellationToken);
        return (await RunAsync(
            async session =>
            {
                var (failed, lookUps, lastRun, lastGoodRun) = await session.FirstAsync(
                    "ReadBacklogs",
                    row => (new Backlog(row.Long(0), row.TimeOrNull(1), row.Int(2)), new Backlog(row.Long(3), row.TimeOrNull(4), row.Int(5)), row.LongOrNull(6), row.LongOrNull(7)));
                return new StoreStatus(
                    SqlServerMigrations.Scripts.Newest,
                    lastRun is null ? null : await session.FirstAsync("ReadRun", ReadRun, ("@runId", lastRun)),
                    lastGoodRun is null ? null : await session.FirstAsync("ReadRun", ReadRun, ("@runId", lastGoodRun)),
                    history,
                    pause,
                    failed,
                    lookUps,
                    await session.QueryAsync(
                        "ReadLags", answer => answer.AllAsync(row => new LagCount(0, (LagStage)row.Int(0), row.Int(1), row.Long(2))), ("@minute", lagsSince.Minute)),
                    await session.QueryAsync("ReadLastSeen", answer => answer.AllAsync(row => new LastSeen(row.GetString(0), row.Time(1)))),
                    probe);
            },
            cancellationToken))!;
    }

    public Task WriteHeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("WriteHeartbeat", _ => true, HeartbeatRows.Of(heartbeat)), cancellationToken);
}
