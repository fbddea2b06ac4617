using Azure.Identity;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>Connections for the command line's verbs, whose errors are for a person to read.</summary>
public static class SqlServerConnections
{
    /// <summary>Runs <paramref name="work"/> on an open connection that goes back to no pool.</summary>
    /// <exception cref="StoreRefusedException">One line that says what is wrong and what to do.</exception>
    public static async Task<T> RunAsync<T>(string connectionString, Func<SqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        EntraAuthentication.Register();
        SqlConnectionStringBuilder settings;
        try
        {
            settings = new SqlConnectionStringBuilder(connectionString) { Pooling = false };
        }
        catch (ArgumentException e)
        {
            throw new StoreRefusedException($"This is no connection string of SQL Server: {e.Message}");
        }

        try
        {
            await using var connection = new SqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return await work(connection);
        }
        catch (Exception e) when (e is SqlException or AuthenticationFailedException or AggregateException)
        {
            throw new StoreRefusedException(SqlServerFaults.Describe(e, settings));
        }
    }
}
