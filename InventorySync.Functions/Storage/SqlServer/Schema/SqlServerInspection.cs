using Azure.Identity;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>Looks at a database without changing anything in it.</summary>
internal sealed class SqlServerInspection(string connectionString, SqlServerOptions options, SqlServerSessions sessions)
{
    public async Task<IReadOnlyList<StoreFinding>> RunAsync(string shopDomain, CancellationToken cancellationToken)
    {
        try
        {
            var server = new SqlConnectionStringBuilder(connectionString);
            var place = $"{server.DataSource}, database {server.InitialCatalog}, schema {options.Schema}";
            return await sessions.RunAsync(
                options.CommandTimeout, async (session, _) => (List<StoreFinding>)
                [
                    new StoreFinding(StoreFinding.Database, IsWell: true, $"{place} answers"),
                    .. await LookAsync(session, shopDomain),
                ], cancellationToken);
        }
        catch (ArgumentException e)
        {
            return [new StoreFinding(
                StoreFinding.Database, IsWell: false, $"ConnectionStrings__Inventory is no connection string of SQL Server: {e.Message}")];
        }
        catch (Exception e) when (e is SqlException or AuthenticationFailedException or AggregateException)
        {
            return [new StoreFinding(
                StoreFinding.Database, IsWell: false, SqlServerFaults.Describe(e, new SqlConnectionStringBuilder(connectionString)))];
        }
    }

    private async Task<List<StoreFinding>> LookAsync(SqlServerSession session, string shopDomain)
    {
        List<StoreFinding> found = [await RowVersionsAsync(session)];
        var applied = await session.QueryAsync(
            "ReadMigrations", answer => answer.AllAsync(row => row.Text("ScriptName")),
            ("@journal", SqlServerMigrations.JournalOf(options.Schema)));
        if (SqlServerMigrations.Judge(applied, options.Schema) is { } refusal)
        {
            found.Add(new StoreFinding(StoreFinding.Schema, IsWell: false, refusal));
            return found;
        }

        found.Add(new StoreFinding(StoreFinding.Schema, IsWell: true, $"it is this app's, of {SqlServerMigrations.Scripts.Newest}"));
        var rights = await RightsAsync(session);
        found.Add(rights);
        if (rights.IsWell) found.Add(StoreFinding.OfShop(await session.FirstAsync("ReadShop", row => row.Text("ShopDomain")), shopDomain));
        found.Add(StoreFinding.OfForeignKeys(
            await session.QueryAsync("ReadForeignKeys", answer => answer.AllAsync(row => row.Text("ForeignKey"))),
            "none refers to a raw table, of those that this login may see"));
        return found;
    }

    private static async Task<StoreFinding> RowVersionsAsync(SqlServerSession session) => await session.FirstAsync(
        "ReadRowVersions", row => row.Flag("IsOn"))
        ? new StoreFinding(StoreFinding.RowVersions, IsWell: true, "READ_COMMITTED_SNAPSHOT is on: readers of Sku never wait")
        : new StoreFinding(StoreFinding.RowVersions, IsWell: false, "READ_COMMITTED_SNAPSHOT is off, so readers of Sku wait for the last "
            + "transaction of each full sync: `migrate --enable-rcsi` turns it on");

    private static async Task<StoreFinding> RightsAsync(SqlServerSession session)
    {
        var missing = await session.QueryAsync(
            "ReadMissingRights",
            answer => answer.AllAsync(row => row.Text("MissingRight")),
            ("@rights", SqlServerJson.Of(NeededRights.All, SqlServerJson.Default.IReadOnlyListRightRow)));
        return missing.Count == 0
            ? new StoreFinding(
                StoreFinding.Rights, IsWell: true, "this login may do all that the app does; the app's own login may be another")
            : new StoreFinding(
                StoreFinding.Rights, IsWell: false,
                $"this login lacks {string.Join(", ", missing)}: the verb grant, or infra/sql-role.sql, "
                + "gives the app's role what it needs");
    }
}
