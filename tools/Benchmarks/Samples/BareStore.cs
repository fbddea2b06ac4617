using InventorySync.Storage;
using InventorySync.Storage.Sqlite;

namespace Benchmarks.Samples;

/// <summary>
/// The floor under an applied change: the same UPSERT on the same tables with the same pragmas, in a transaction of its own, and nothing
/// else.
/// </summary>
internal sealed class BareStore : IDisposable
{
    private readonly SqliteSession _session;
    private readonly SemaphoreSlim _gate = new(1, 1);

    private BareStore(SqliteSession session) => _session = session;

    public static async Task<BareStore> OpenAsync(string file, Catalogue catalogue, CancellationToken cancellationToken)
    {
        using (var store = new SqliteInventoryStore($"Data Source={file};Pooling=False"))
        {
            await store.PrepareAsync(new StoreBinding(SampleShop.Domain, [], TimeSpan.FromMinutes(2)), cancellationToken);
            await new SampleSync(store, catalogue).FillAsync(cancellationToken);
        }

        return new BareStore(new SqliteSession($"Data Source={file};Pooling=False", new SqlText("Sqlite")));
    }

    public async Task UpsertAsync(LevelRow row)
    {
        await _gate.WaitAsync();
        try
        {
            _session.Begin();
            _session.Execute(
                "WriteLevel",
                ("@inventoryItemId", row.InventoryItemId), ("@locationId", row.LocationId), ("@available", row.Available),
                ("@availableUpdatedAt", row.At.Nanoseconds), ("@availableSeenAt", row.At.Nanoseconds), ("@availableObservedBy", 0),
                ("@isConnected", true), ("@presenceSeenAt", row.At.Nanoseconds));
            _session.Commit();
        }
        finally
        {
            _session.RollBack();
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _gate.Dispose();
    }
}
