using Microsoft.Data.Sqlite;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;

namespace Benchmarks.Samples;

/// <summary>
/// The floor under an applied change: the same UPSERT on the same tables with the same pragmas, in a transaction of its own, and nothing
/// else.
/// </summary>
internal sealed class BareStore : IDisposable
{
    private const string Upsert = """
        INSERT INTO InventoryLevel
            (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt)
        VALUES (@inventoryItemId, @locationId, @available, @at, @at, 0, 1, @at)
        ON CONFLICT (InventoryItemId, LocationId) DO UPDATE
        SET Available = excluded.Available,
            AvailableUpdatedAt = excluded.AvailableUpdatedAt,
            AvailableSeenAt = excluded.AvailableSeenAt,
            AvailableObservedBy = excluded.AvailableObservedBy,
            IsConnected = excluded.IsConnected,
            PresenceSeenAt = excluded.PresenceSeenAt;
        """;

    private readonly SqliteSession _session;
    private readonly SqliteCommand _upsert;
    private readonly SemaphoreSlim _gate = new(1, 1);

    private BareStore(SqliteSession session)
    {
        _session = session;
        _upsert = session.Connection.CreateCommand();
        _upsert.CommandText = Upsert;
        foreach (var name in (string[])["@inventoryItemId", "@locationId", "@available", "@at"]) _upsert.Parameters.AddWithValue(name, 0L);
    }

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
            long[] values = [row.InventoryItemId, row.LocationId, row.Available, row.At.Nanoseconds];
            for (var i = 0; i < values.Length; i++) _upsert.Parameters[i].Value = values[i];
            _upsert.ExecuteNonQuery();
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
        _upsert.Dispose();
        _session.Dispose();
        _gate.Dispose();
    }
}
