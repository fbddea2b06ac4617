using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<long>> SampleItemsAsync(
        int recent, int random, int factor, int shift, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "SampleItems", answer => answer.AllAsync(row => row.Long("InventoryItemId")),
            ("@recent", recent), ("@random", random), ("@factor", (long)factor), ("@shift", (long)shift)),
        cancellationToken);

    public async Task<IReadOnlyList<ProbedItem>> GetProbedItemsAsync(
        IReadOnlyList<long> inventoryItemIds, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadProbedItems",
            async answer =>
            {
                var levels = (await answer.AllAsync(ProbedRows.Level)).ToLookup(row => row.InventoryItemId, row => row.Level);
                return await answer.AllAsync(row => ProbedRows.Item(row, levels));
            },
            ("@ids", SqlServerJson.Of(inventoryItemIds, SqlServerJson.Default.IReadOnlyListInt64))),
        cancellationToken);

    public Task<ProbeRecord?> GetProbeAsync(CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("ReadProbe", ProbeRows.Record), cancellationToken);

    public Task RecordProbeAsync(ProbeRecord probe, EarlySync? asked, CancellationToken cancellationToken) => ChangeAsync(
        async (session, transaction) =>
        {
            if (asked is not null)
            {
                await transaction.NeedAsync(null, Times(asked.AskedAt), needs =>
                    needs.AskEarlySync(asked.Reason, asked.SeenAfter, asked.NotBefore));
            }

            return await session.FirstAsync("RecordProbe", _ => true, ProbeRows.Of(probe));
        },
        _options.CommandTimeout, cancellationToken);
}
