using Azure.Identity;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>What happens before the first operation: the schema's version is checked, and the database is bound to its shop. The app migrates nothing here: the verb migrate does.</summary>
internal sealed class SqlServerStart(string connectionString, SqlServerOptions options, SqlServerSessions sessions)
{
    /// <exception cref="StoreRefusedException">One line that says what is wrong and what to do.</exception>
    public async Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken)
    {
        RefuseUnreadable();
        try
        {
            await CheckVersionAsync(cancellationToken);
            await BindAsync(binding, cancellationToken);
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

    private async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var applied = await sessions.RunAsync(
            options.CommandTimeout,
            (session, _) => session.QueryAsync(
                "ReadMigrations", answer => answer.AllAsync(row => row.Text("ScriptName")), ("@journal", SqlServerMigrations.JournalOf(options.Schema))),
            cancellationToken);
        if (SqlServerMigrations.Judge(applied, options.Schema) is { } refusal) throw new StoreRefusedException(refusal);
    }

    private async Task BindAsync(StoreBinding binding, CancellationToken cancellationToken)
    {
        var shop = await sessions.RunAsync(
            options.FullSyncCommandTimeout,
            (session, _) => session.FirstAsync(
                "BindDatabase", row => row.Text("ShopDomain"), ("@shopDomain", binding.ShopDomain),
                ("@locationIds", SqlServerJson.Of(binding.LocationIds, SqlServerJson.Default.IReadOnlyListInt64)),
                ("@safetyStock", binding.SafetyStock)),
            cancellationToken);
        if (!string.Equals(shop, binding.ShopDomain, StringComparison.OrdinalIgnoreCase))
        {
            throw new StoreRefusedException(
                $"This database holds the stock of {shop}, but Shopify__ShopDomain is {binding.ShopDomain}. Set ConnectionStrings__Inventory or InventorySync__Schema to a place of its own, or the shop back.");
        }
    }
}
