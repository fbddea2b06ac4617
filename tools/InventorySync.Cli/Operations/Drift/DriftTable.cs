using System.Globalization;
using InventorySync.Storage;
using Spectre.Console;

namespace InventorySync.Cli.Operations.Drift;

/// <summary>`drift list` for people.</summary>
internal static class DriftTable
{
    /// <summary>Of a value that is a text: a row stays a row.</summary>
    private const int MostCharacters = 60;

    /// <param name="isCutOff">Whether there may be more.</param>
    public static void Show(IAnsiConsole console, IReadOnlyList<DriftEntry> rows, bool isCutOff)
    {
        if (rows.Count == 0)
        {
            console.MarkupLine("None: no full sync had to repair such a row.");
            return;
        }

        var table = new Table().AddColumns("Run", "SKU", "Location", "What", "Was", "Became", "It was", "Since (UTC)", "For", "Cause");
        foreach (var row in rows) table.AddRow([.. Cells(row).Select(text => new Text(text))]);
        console.Write(table);
        if (rows.Any(row => row is { IsSettled: false, Cause: not null }))
            console.MarkupLine("A cause with ? may turn out to be another within a day of the full sync, since a delivery may be so late.");
        if (isCutOff) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"The first {rows.Count}; there may be more: --limit.");
    }

    private static string[] Cells(DriftEntry row) =>
    [
        row.RunId.ToString(CultureInfo.InvariantCulture), Sku(row),
        row.Location ?? row.LocationId?.ToString(CultureInfo.InvariantCulture) ?? "", row.Kind, Value(row.Kind, row.Was),
        Value(row.Kind, row.Became), DriftText.Direction(row.Direction),
        row.UpdatedAt is { } since ? DriftText.Time(since.ToDateTimeOffset()) : "-",
        DriftText.Length(row.UpdatedAt is { } from ? Math.Max((long)(row.EndedAt - from).TotalSeconds, 0) : null),
        $"{DriftText.Name(row.Cause)}{(row is { IsSettled: false, Cause: not null } ? "?" : "")}",
    ];

    private static string Sku(DriftEntry row) => row switch
    {
        { Sku: { Length: > 0 } sku } => sku,
        { VariantId: { } variant } => string.Create(CultureInfo.InvariantCulture, $"variant {variant}"),
        { InventoryItemId: { } item } => string.Create(CultureInfo.InvariantCulture, $"item {item}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"product {row.ProductId}"),
    };

    private static string Value(string kind, string? value) => (kind, value) switch
    {
        (DriftKinds.VariantPresence, "1") => "there",
        (DriftKinds.VariantPresence, "0") => "gone",
        (DriftKinds.Item, "1") => "tracked",
        (DriftKinds.Item, "0") => "not tracked",
        (DriftKinds.Connected, "1") => "yes",
        (DriftKinds.Connected, "0") => "no",
        _ => Shortened(value),
    };

    private static string Shortened(string? value) =>
        value is null ? "-" : value.Length > MostCharacters ? value[..MostCharacters] + "..." : value;
}
