using Azure.Identity;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// What happens before the first operation: the schema's version is checked, and an app binds the database to its settings. The app
/// migrates nothing here: the verb migrate does.
/// </summary>
internal sealed class SqlServerStart(string connectionString, SqlServerOptions options, SqlServerSessions sessions)
{
    /// <summary>Binds the database, under the locks, where a read without them shows that it is bound to something else.</summary>
    /// <exception cref="StoreRefusedException">One line that says what is wrong and what to do.</exception>
    public Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken) => DescribeFaultsAsync(async () =>
    {
        await CheckVersionAsync(cancellationToken);
        return await sessions.RunAsync(options.FullSyncCommandTimeout, (session, _) => BindAsync(session, binding), cancellationToken);
    });

    /// <summary>Reads what the database is bound to, and changes nothing.</summary>
    /// <exception cref="StoreRefusedException">One line that says what is wrong and what to do.</exception>
    public Task<HeldBinding> OpenAsync(StoreBinding binding, CancellationToken cancellationToken) => DescribeFaultsAsync(async () =>
    {
        await CheckVersionAsync(cancellationToken);
        return await sessions.RunAsync(options.CommandTimeout, (session, _) => ReadBindingAsync(session, binding), cancellationToken);
    });

    private async Task<T> DescribeFaultsAsync<T>(Func<Task<T>> work)
    {
        RefuseUnreadable();
        try
        {
            return await work();
        }
        catch (Exception e) when (e is SqlException or AuthenticationFailedException or AggregateException)
        {
            throw new StoreRefusedException(SqlServerFaults.Describe(e, new SqlConnectionStringBuilder(connectionString)));
        }
    }

    private void RefuseUnreadable()
    {
        try
        {
            _ = new SqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new StoreRefusedException($"ConnectionStrings__Inventory is no connection string of SQL Server: {e.Message}");
        }
    }

    private async Task<HeldBinding> ReadBindingAsync(SqlServerSession session, StoreBinding binding)
    {
        var held = await session.QueryAsync(
            ["ReadIncludedLocations", "ReadBinding"],
            async answer =>
            {
                var locationIds = await answer.AllAsync(row => row.Long("LocationId"));
                return await answer.FirstAsync(row => new HeldBinding(row.TextOrNull("ShopDomain"), locationIds, row.Int("SafetyStock")));
            }) ?? throw HeldBinding.Missing($"{options.Schema}.SyncState");
        RefuseAnotherShop(held, binding);
        return held;
    }

    private static void RefuseAnotherShop(HeldBinding held, StoreBinding binding)
    {
        if (!held.IsOfAnotherShop(binding)) return;
        throw new StoreRefusedException(
            $"This database holds the stock of {held.ShopDomain}, but Shopify__ShopDomain is {binding.ShopDomain}. "
                + "Set ConnectionStrings__Inventory or InventorySync__Schema to a place of its own, or the shop back.");
    }

    private async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var applied = await sessions.RunAsync(
            options.CommandTimeout,
            (session, _) => session.QueryAsync(
                "ReadMigrations", answer => answer.AllAsync(row => row.Text("ScriptName")),
                ("@journal", SqlServerMigrations.JournalOf(options.Schema))),
            cancellationToken);
        if (SqlServerMigrations.Judge(applied, options.Schema) is { } refusal) throw new StoreRefusedException(refusal);
    }

    /// <summary>Only other locations change what is available: only they wait for the changes under way, and make others wait.</summary>
    /// <returns>Whether the database was bound to something else.</returns>
    private async Task<bool> BindAsync(SqlServerSession session, StoreBinding binding)
    {
        var held = await ReadBindingAsync(session, binding);
        if (held.IsEqualTo(binding)) return false;
        await session.BeginAsync();
        var bound = await session.FirstAsync(
            "BindDatabase",
            row => (ShopDomain: row.Text("ShopDomain"), AreLocationsReplaced: row.Flag("AreReplaced")),
            ("@shopDomain", binding.ShopDomain), ("@safetyStock", binding.SafetyStock),
            ("@locationIds", SqlServerJson.Of(binding.LocationIds, SqlServerJson.Default.IReadOnlyListInt64)),
            ("@hasOtherLocations", !held.HasLocationsOf(binding)));
        // Another app may have bound it since it was read.
        RefuseAnotherShop(held with { ShopDomain = bound.ShopDomain }, binding);
        if (bound.AreLocationsReplaced) await session.ExecuteAsync("RecomputeAvailability");
        await session.CommitAsync();
        return true;
    }
}
