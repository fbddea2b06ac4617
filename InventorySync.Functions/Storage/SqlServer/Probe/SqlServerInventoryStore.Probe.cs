using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<long>> SampleItemsAsync(int recent, int random, int factor, int shift, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "SampleItems", answer => answer.AllAsync(row => row.Long(0)),
            ("@recent", recent), ("@random", random), ("@factor", (long)factor), ("@shift", (long)shift)),
        cancellationToken);

    public async Task<IReadOnlyList<ProbedItem>> GetProbedItemsAsync(IReadOnlyList<long> inventoryItemIds, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadProbedItems",
            async answer =>
            {
                var levels = (await answer.AllAsync(row => (
                    ItemId: row.Long(0),
                    Level: new ProbedLevel(
                        row.Long(1), row.IsDBNull(3) ? null : new Observation<int?>(row.IntOrNull(2), row.Time(3), row.Time(4), (ObservedBy)row.Int(5)),
                        new Presence(row.Flag(6), row.Time(7)), row.Flag(8))))).ToLookup(row => row.ItemId, row => row.Level);
                return await answer.AllAsync(row => new ProbedItem(
                    row.Long(0), row.IsDBNull(2) ? null : new Observation<bool>(row.Flag(1), row.Time(2), row.Time(3), (ObservedBy)row.Int(4)),
                    new Presence(!row.Flag(5), row.Time(6)), [.. levels[row.Long(0)]], row.Flag(7), row.Flag(8), row.Flag(9)));
            },
            ("@ids", SqlServerJson.Of(inventoryItemIds, SqlServerJson.Default.IReadOnlyListInt64))),
        cancellationToken);

    public Task<ProbeRecord?> GetProbeAsync(CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("ReadProbe", ProbeRows.Record), cancellationToken);

    public Task RecordProbeAsync(ProbeRecord probe, EarlySync? asked, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RecordProbe",
            _ => true,
            [
                .. ProbeRows.Of(probe), ("@reason", asked?.Reason.ToString()), ("@askedAt", asked?.AskedAt.Nanoseconds),
                ("@seenAfter", asked?.SeenAfter.Nanoseconds), ("@notBefore", asked?.NotBefore.Nanoseconds),
            ]),
        cancellationToken);
}
