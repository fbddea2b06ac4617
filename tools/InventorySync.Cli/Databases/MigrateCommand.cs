using System.CommandLine;
using System.Globalization;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using Spectre.Console;

namespace InventorySync.Cli.Databases;

/// <summary>The verb `migrate`: makes this app's tables in a SQL Server database, or brings them to this version.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var (connection, schema) = (DatabaseOptions.Connection(), DatabaseOptions.Schema());
        var enableRcsi = new Option<bool>("--enable-rcsi")
        {
            Description = "Turn READ_COMMITTED_SNAPSHOT on, so that readers never wait for a full sync. Azure SQL has it on; "
                + "nobody else may be in the database meanwhile.",
        };
        var command = new Command(
            "migrate",
            "Makes this app's tables in a SQL Server or Azure SQL database, or brings them to this version. SQLite needs it not.")
        {
            connection, schema, enableRcsi,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new SqlServerMigrations(parsed.GetValue(connection)!, parsed.GetValue(schema)!), parsed.GetValue(schema)!,
            parsed.GetValue(enableRcsi), AnsiConsole.Console, cancellationToken));
        return command;
    }

    /// <returns>The process's exit code.</returns>
    internal static async Task<int> RunAsync(
        SqlServerMigrations migrations, string schema, bool enableRcsi, IAnsiConsole console, CancellationToken cancellationToken)
    {
        try
        {
            var applied = await migrations.RunAsync(cancellationToken);
            foreach (var script in applied) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{script} applied");
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[green]The schema {schema} is what this version needs.[/]");

            if (enableRcsi && !await migrations.HasRowVersionsAsync(cancellationToken))
                await migrations.EnableRowVersionsAsync(cancellationToken);
            console.MarkupLine(await migrations.HasRowVersionsAsync(cancellationToken)
                ? "READ_COMMITTED_SNAPSHOT is on: readers of Sku never wait for a full sync."
                : "[yellow]READ_COMMITTED_SNAPSHOT is off: readers of Sku wait for the last transaction of each full sync. "
                    + "--enable-rcsi turns it on.[/]");
            return 0;
        }
        catch (StoreRefusedException e)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{e.Message}[/]");
            return 1;
        }
    }
}
