using System.Text.Json;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<long>> SampleItemsAsync(int recent, int random, int factor, int shift, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<long>>(
            session => session.All(
                "SampleItems", row => row.Long("InventoryItemId"),
                ("@recent", recent), ("@random", random), ("@factor", factor), ("@shift", shift)),
            cancellationToken);

    public Task<IReadOnlyList<ProbedItem>> GetProbedItemsAsync(IReadOnlyList<long> inventoryItemIds, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<ProbedItem>>(
            session =>
            {
                var ids = JsonSerializer.Serialize<long[]>([.. inventoryItemIds], StorageJson.Default.Int64Array);
                var levels = session.All("ReadProbedLevels", ProbedRows.Level, ("@ids", ids))
                    .ToLookup(row => row.InventoryItemId, row => row.Level);
                return session.All("ReadProbedItems", row => ProbedRows.Item(row, levels), ("@ids", ids));
            },
            cancellationToken);

    public Task<ProbeRecord?> GetProbeAsync(CancellationToken cancellationToken) => ReadAsync(ReadProbe, cancellationToken);

    public Task RecordProbeAsync(ProbeRecord probe, EarlySync? asked, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            if (asked is not null)
            {
                new SqliteChangeTransaction(session).Need(null, Times(asked.AskedAt), needs =>
                    needs.AskEarlySync(asked.Reason, asked.SeenAfter, asked.NotBefore));
            }

            return session.Execute("RecordProbe", ProbeRows.Of(probe));
        },
        cancellationToken);

    private static ProbeRecord? ReadProbe(SqliteSession session) => session.First("ReadProbe", ProbeRows.Record);
}
