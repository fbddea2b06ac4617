using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    private const int CannotOpen = 14; // SQLITE_CANTOPEN

    public async Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken)
    {
        _staleReadMargin = binding.StaleReadMargin;
        SqliteMigrations.Run(_connectionString);
        if ((await ReadAsync(ReadBinding, cancellationToken)).IsEqualTo(binding)) return;
        await WriteAsync(session => Bind(session, binding), cancellationToken);
    }

    public Task<HeldBinding> OpenAsync(StoreBinding binding, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _staleReadMargin = binding.StaleReadMargin;

        // The settings' own mode would make a missing file. Not pooled: a pool would keep this connection.
        var file = new SqliteConnectionStringBuilder(_connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        try
        {
            using var session = new SqliteSession(file.ToString(), _texts, _executing);
            IReadOnlyList<string> applied = session.First("HasMigrations", _ => true)
                ? session.All("ReadMigrations", row => row.Text("ScriptName"))
                : [];
            if (SqliteMigrations.Judge(applied) is { } fault)
                throw new StoreRefusedException($"{file.DataSource} has not this app's schema: {fault}");
            var held = ReadBinding(session);
            RefuseAnotherShop(held, binding);
            return Task.FromResult(held);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == CannotOpen && !File.Exists(file.DataSource))
        {
            throw new StoreRefusedException(
                $"There is no {file.DataSource}: set ConnectionStrings__Inventory to the app's database, or start the app, which makes "
                    + "the file.");
        }
    }

    private static bool Bind(SqliteSession session, StoreBinding binding)
    {
        var held = ReadBinding(session);
        RefuseAnotherShop(held, binding);
        session.Execute("WriteBinding", ("@shopDomain", binding.ShopDomain), ("@safetyStock", binding.SafetyStock));

        long[] locationIds = [.. binding.LocationIds.Distinct().Order()];
        if (held.LocationIds.SequenceEqual(locationIds)) return false;
        session.Execute("DeleteIncludedLocations");
        foreach (var locationId in locationIds) session.Execute("IncludeLocation", ("@locationId", locationId));
        session.Execute("RecomputeAvailability");
        return true;
    }

    private static void RefuseAnotherShop(HeldBinding held, StoreBinding binding)
    {
        if (!held.IsOfAnotherShop(binding)) return;
        throw new StoreRefusedException(
            $"This database holds the stock of {held.ShopDomain}, but Shopify__ShopDomain is {binding.ShopDomain}. "
                + "Set ConnectionStrings__Inventory to a database of its own, or the shop back.");
    }

    private static HeldBinding ReadBinding(SqliteSession session)
    {
        var locationIds = session.All("ReadIncludedLocations", row => row.Long("LocationId"));
        return session.First("ReadBinding", row => new HeldBinding(row.TextOrNull("ShopDomain"), locationIds, row.Int("SafetyStock")))
            ?? throw HeldBinding.Missing("SyncState");
    }

    internal static string? ReadShop(SqliteSession session) => session.First("ReadShop", row => row.Text("ShopDomain"));
}
