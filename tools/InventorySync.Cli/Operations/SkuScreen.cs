using System.Globalization;
using InventorySync.Explain;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>A SKU's explanation for people: the verdict first, then the sum, then where each of it came from.</summary>
internal static class SkuScreen
{
    private const string Present = "present";

    private static readonly Style? Wrong = new(Color.Red);

    /// <param name="showsObservations">False where none was asked for.</param>
    public static void Show(IAnsiConsole console, SkuExplanation explanation, bool showsObservations)
    {
        if (explanation.Skus.Count > 1)
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[yellow]{explanation.Skus.Count} variants are meant by {explanation.Asked}: Shopify lets several have one code.[/]");
        foreach (var sku in explanation.Skus)
        {
            Show(console, sku);
            if (showsObservations) ShowObservations(console, sku);
        }
    }

    private static void Show(IAnsiConsole console, ExplainedSku sku)
    {
        console.WriteLine();
        var code = string.IsNullOrEmpty(sku.Code) ? "(no code)" : sku.Code;
        var ids = string.Create(
            CultureInfo.InvariantCulture, $"variant {sku.VariantId}, product {sku.ProductId}, item {sku.InventoryItemId}");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[bold]{code}[/]  {sku.ProductTitle}, {sku.Title}  [grey]{ids}[/]");
        ShowVerdict(console, sku.Verdict);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  Available  {sku.Arithmetic}");
        if (!sku.IsDeleted)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  Sellable   {Number(sku.Sellable)}{KeptBack(sku.SafetyStock)}");
        if (sku.Shopify is { } shopify)
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  Shopify    {AtShopify(shopify)} [grey](asked at {Time(shopify.At)} UTC)[/]");
        foreach (var need in sku.LookUps)
        {
            var times = string.Create(
                CultureInfo.InvariantCulture,
                $"asked at {Time(need.AskedAt)}, due from {Time(need.NotBefore)}, tried {need.Tries} times");
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  [yellow]Look-up[/]    {need.Kind} {need.Id}: {need.Reason}, {times}");
        }

        foreach (var failed in sku.FailedChanges)
        {
            var (at, why) = (Time(failed.ReceivedAt), failed.Reason);
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"  [yellow]Failed[/]     {failed.Kind} {failed.Topic} at {at}: {why} (failed change {failed.Id})");
        }

        ShowLevels(console, sku);
        ShowRegisters(console, sku);
    }

    private static void ShowVerdict(IAnsiConsole console, SkuVerdict verdict)
    {
        var color = verdict.Agreement switch { SkuAgreement.Equal => "green", SkuAgreement.Differs => "red", _ => "yellow" };
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[{color}]{verdict.Agreement}[/]  {verdict.Text}");
        foreach (var difference in verdict.Differences)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [red]{difference}[/]");
        if (verdict.Repair is { } repair) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  Put right by: {repair}");
    }

    private static void ShowLevels(IAnsiConsole console, ExplainedSku sku)
    {
        if (sku.Levels.Count == 0) return;
        var table = Table("Location", "Here", "Shopify", "Counts", "Updated (UTC)", "Seen (UTC)", "By");
        foreach (var level in sku.Levels)
        {
            var differs = sku.Shopify is { Exists: true } && level.AtShopify != (level.IsConnected ? level.Available : null);
            Add(
                table, differs ? Wrong : null, level.Location, level.IsConnected ? Number(level.Available) : "not stocked",
                sku.Shopify is { Exists: true } ? level.AtShopify is { } there ? Number(there) : "not stocked" : "?",
                level.WhyNotCounted ?? "yes", Time(level.Version?.UpdatedAt), Time(level.Version?.SeenAt), level.Version?.By ?? "");
        }

        console.Write(table);
    }

    private static void ShowRegisters(IAnsiConsole console, ExplainedSku sku)
    {
        var table = Table("Held", "Value", "Updated (UTC)", "Seen (UTC)", "By");
        // That something exists is what the rest of the screen is about.
        foreach (var register in sku.Registers.Where(register => register.Value != Present))
            Add(
                table, null, register.Name, register.Value, Time(register.Version?.UpdatedAt), Time(register.Version?.SeenAt),
                register.Version?.By ?? "");
        console.Write(table);
    }

    private static void ShowObservations(IAnsiConsole console, ExplainedSku sku)
    {
        if (sku.Observations.Count == 0)
        {
            console.MarkupLine("[grey]No observation of it is kept (InventorySync__ObservationDays).[/]");
            return;
        }

        var table = Table("Observed (UTC)", "From", "About", "Said", "Updated (UTC)", "Outcome", "Why");
        foreach (var row in sku.Observations)
        {
            Add(
                table, null, Time(row.At),
                row.SyncRunId is { } run ? string.Create(CultureInfo.InvariantCulture, $"full sync {run}") : row.Topic ?? row.Source,
                row.Location ?? row.Kind, row.Value ?? "", Time(row.UpdatedAt), row.Outcome, row.Reason ?? "");
        }

        console.Write(table);
    }

    private static string KeptBack(SkuSafetyStock kept) => kept switch
    {
        { By: "policy" } => string.Create(
            CultureInfo.InvariantCulture,
            $", {kept.Pieces} kept back by its policy{(kept.Note is { Length: > 0 } note ? $" ({note})" : "")}"),
        { Pieces: > 0 } => string.Create(CultureInfo.InvariantCulture, $", {kept.Pieces} kept back by InventorySync__SafetyStock"),
        _ => "",
    };

    private static string AtShopify(SkuAtShopify shopify) => shopify switch
    {
        { Failure: { } failure } => $"does not answer: {failure}",
        { Exists: false } => "has no such variant",
        { Tracked: false } => "does not track it",
        _ => Number(shopify.Available),
    };

    private static Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Table().SimpleBorder();
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    private static void Add(Table table, Style? style, params IReadOnlyList<string> cells) =>
        table.AddRow(cells.Select(cell => new Text(cell, style)));

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static string Time(DateTimeOffset? at) => at?.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
