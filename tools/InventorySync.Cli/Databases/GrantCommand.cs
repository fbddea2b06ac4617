using System.CommandLine;
using System.Data;
using System.Globalization;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;
using Spectre.Console;

namespace InventorySync.Cli.Databases;

/// <summary>
/// The verb `grant`: makes the app's managed identity a user of the database, in the role that may do what the app does and no more.
/// </summary>
internal static class GrantCommand
{
    /// <summary>A database user's name: https://learn.microsoft.com/sql/t-sql/statements/create-user-transact-sql (sysname).</summary>
    private const int MaxNameLength = 128;

    public static Command Create()
    {
        var (connection, schema) = (DatabaseOptions.Connection(), DatabaseOptions.Schema());
        var identity = new Option<string>("--identity")
        {
            Description = "The managed identity's name, which the database user gets.", Required = true,
        };
        identity.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: > 0 and <= MaxNameLength })
                result.AddError("--identity takes a name of at most 128 characters.");
        });
        var clientId = new Option<Guid>("--client-id")
        {
            Description = "Its client id (not its object id), by which the server knows it without asking the directory.",
            Required = true,
        };
        var command = new Command(
            "grant",
            "Makes the app's managed identity a user of an Azure SQL database, with the least rights that the app needs. After migrate; "
            + "may be repeated.")
        {
            identity, clientId, connection, schema,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(connection)!, parsed.GetValue(schema)!, parsed.GetValue(identity)!, parsed.GetValue(clientId),
            AnsiConsole.Console, cancellationToken));
        return command;
    }

    /// <returns>The process's exit code.</returns>
    internal static async Task<int> RunAsync(
        string connectionString, string schema, string identity, Guid clientId, IAnsiConsole console, CancellationToken cancellationToken)
    {
        try
        {
            await SqlServerConnections.RunAsync(
                connectionString, connection => GrantAsync(connection, schema, identity, clientId, cancellationToken), cancellationToken);
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[green]{identity} is in the role InventorySyncApp, for the schema {schema}.[/]");
            return 0;
        }
        catch (StoreRefusedException e)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{e.Message}[/]");
            return 1;
        }
    }

    /// <summary>The text of infra/sql-role.sql for a schema, whose name has been validated.</summary>
    internal static string RoleText(string schema) =>
        SqlFile.Read(typeof(GrantCommand), "SqlRole").Replace("$schema$", schema, StringComparison.Ordinal);

    private static async Task<bool> GrantAsync(
        SqlConnection connection, string schema, string identity, Guid clientId, CancellationToken cancellationToken)
    {
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
#pragma warning disable CA2100 // the texts are this tool's own files; the schema is a validated identifier
        await using var role = new SqlCommand(RoleText(schema), connection, transaction);
        await using var grant = new SqlCommand(SqlFile.Read(typeof(GrantCommand), "GrantAppRole"), connection, transaction);
#pragma warning restore CA2100
        grant.Parameters.Add("@name", SqlDbType.NVarChar, MaxNameLength).Value = identity;
        grant.Parameters.Add("@sid", SqlDbType.Binary, 16).Value = clientId.ToByteArray();
        await role.ExecuteNonQueryAsync(cancellationToken);
        await grant.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
