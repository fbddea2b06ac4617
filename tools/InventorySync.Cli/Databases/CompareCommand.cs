using System.CommandLine;
using System.Globalization;
using InventorySync.Storage;
using Spectre.Console;

namespace InventorySync.Cli.Databases;

/// <summary>The verb `compare`: a table of before, filled by whatever filled it, against what this app holds.</summary>
internal static class CompareCommand
{
    private const int ExamplesShown = 10;

    public static Command Create()
    {
        var (connection, schema) = (DatabaseOptions.Connection(), DatabaseOptions.Schema());
        var old = new Option<string>("--old") { Description = "The table or view of before, such as dbo.Sku.", Required = true };
        old.Validators.Add(result =>
        {
            if (OldTable.Parse(result.GetValueOrDefault<string>()) is null)
                result.AddError("--old takes a schema and a table, such as dbo.Sku.");
        });
        var key = Columns(
            "--key",
            "What a row is known by: a column of both, or old=new where they are called differently, such as VariantId or SkuCode=Sku. "
            + "Several by commas.",
            isRequired: true);
        var columns = Columns(
            "--columns", "What is compared, old=new or a name of both, by commas. By default every column that both have.",
            isRequired: false);
        var view =
            new Option<string>("--new") { Description = "What of this app it is compared with.", DefaultValueFactory = _ => "SkuLive" };
        view.AcceptOnlyFromAmong("SkuLive", "RawSkusFromShopify");

        var command = new Command(
            "compare",
            "Shows a table of before beside this app's: rows that are missing, rows that are extra, and by column what differs. "
            + "Changes nothing.")
            { connection, schema, old, view, key, columns };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new Comparison(
                parsed.GetValue(connection)!, parsed.GetValue(schema)!, OldTable.Parse(parsed.GetValue(old))!, parsed.GetValue(view)!,
                ColumnPair.Parse(parsed.GetValue(key))!, ColumnPair.Parse(parsed.GetValue(columns))!),
            AnsiConsole.Console,
            cancellationToken));
        return command;
    }

    /// <returns>0 only if there is no difference.</returns>
    internal static async Task<int> RunAsync(Comparison comparison, IAnsiConsole console, CancellationToken cancellationToken)
    {
        try
        {
            return Show(await comparison.RunAsync(cancellationToken), console);
        }
        catch (StoreRefusedException e)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{e.Message}[/]");
            return 1;
        }
    }

    private static int Show(ComparisonResult result, IAnsiConsole console)
    {
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{result.OldRows:N0} rows of before, {result.NewRows:N0} of now; compared by {string.Join(", ", result.Columns)}");
        Show(console, "missing: before, but not now", result.Missing);
        Show(console, "extra: now, but not before", result.Extra);
        Show(console, "left out, since its key is not its own", result.Ambiguous);
        foreach (var (column, differences) in result.Different.OrderByDescending(column => column.Value.Count))
            Show(console, $"different in {column}", differences);
        if (result.IsEqual) console.MarkupLine("[green]No difference.[/]");
        return result.IsEqual ? 0 : 1;
    }

    private static void Show(IAnsiConsole console, string what, IReadOnlyList<string> rows)
    {
        if (rows.Count == 0) return;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]{rows.Count:N0} {what}[/]");
        foreach (var row in rows.Take(ExamplesShown)) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"    {row}");
        if (rows.Count > ExamplesShown)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"    ... and {rows.Count - ExamplesShown:N0} more");
    }

    private static Option<string> Columns(string name, string description, bool isRequired)
    {
        var option = new Option<string>(name) { Description = description, Required = isRequired };
        option.Validators.Add(result =>
        {
            if (ColumnPair.Parse(result.GetValueOrDefault<string>()) is null)
                result.AddError($"{name} takes columns by commas, each a name or old=new.");
        });
        return option;
    }
}
