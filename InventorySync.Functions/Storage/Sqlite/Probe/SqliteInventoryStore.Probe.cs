using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<long>> SampleItemsAsync(int recent, int random, int factor, int shift, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<long>>(
        session => session.All("SampleItems", row => row.GetInt64(0), ("@recent", recent), ("@random", random), ("@factor", factor), ("@shift", shift)), cancellationToken);

    public Task<IReadOnlyList<ProbedItem>> GetProbedItemsAsync(IReadOnlyList<long> inventoryItemIds, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<ProbedItem>>(
        session =>
        {
            var ids = JsonSerializer.Serialize<long[]>([.. inventoryItemIds], StorageJson.Default.Int64Array);
            var levels = session.All(
                "ReadProbedLevels",
                row => (ItemId: row.GetInt64(0), Level: new ProbedLevel(
                    row.GetInt64(1), row.IsDBNull(3) ? null : row.Observed(3, row.IntOrNull(2)), new Presence(row.GetBoolean(6), row.Time(7)), row.GetBoolean(8))),
                ("@ids", ids)).ToLookup(row => row.ItemId, row => row.Level);
            return session.All(
                "ReadProbedItems",
                row => new ProbedItem(
                    row.GetInt64(0), row.IsDBNull(2) ? null : row.Observed(2, row.GetBoolean(1)), row.PresenceAt(5), [.. levels[row.GetInt64(0)]],
                    row.GetBoolean(7), row.GetBoolean(8), row.GetBoolean(9)),
                ("@ids", ids));
        },
        cancellationToken);

    public Task<ProbeRecord?> GetProbeAsync(CancellationToken cancellationToken) => ReadAsync(ReadProbe, cancellationToken);

    public Task RecordProbeAsync(ProbeRecord probe, EarlySync? asked, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            if (asked is not null) EarlySyncs.Ask(session, asked);
            return session.Execute("RecordProbe", ProbeRows.Of(probe));
        },
        cancellationToken);

    private static ProbeRecord? ReadProbe(SqliteSession session) => session.First("ReadProbe", ProbeRows.Record);
}
