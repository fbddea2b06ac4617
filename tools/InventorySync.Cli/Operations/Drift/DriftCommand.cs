using System.CommandLine;
using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Cli.Operations.Drift;

/// <summary>The verb `drift`: what full syncs had to repair, and why it had been wrong.</summary>
internal static class DriftCommand
{
    private const int DefaultLimit = 100, MaxLimit = 100_000, DefaultDays = 7, MaxDays = 3_650;

    public static Command Create(OperationsVerb verb) =>
        new("drift", "What full syncs had to repair, since when it had been wrong, and why.") { List(verb), Summary(verb) };

    private static Command List(OperationsVerb verb)
    {
        var run = new Option<long?>("--run") { Description = "Of one full sync, by its number." };
        var sku = new Option<string?>("--sku") { Description = "Of one SKU: its code, or its variant's id." };
        var cause = new Option<DriftCause?>("--cause") { Description = $"Of one cause: {Causes}.", CustomParser = ParseCause };
        var limit = Number("--limit", DefaultLimit, MaxLimit, "How many rows at most.");
        var json = new Option<bool>("--json") { Description = "For programs." };
        run.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() is < 1)
                result.AddError("--run takes the number of a full sync, from 1: drift summary lists them.");
        });
        sku.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string?>()))
                result.AddError("--sku takes a SKU's code, or its variant's id.");
        });
        const string Description = "Shows the rows, the newest first, and first what may have been oversold.";
        IReadOnlyList<Option> options = [run, sku, cause, limit, json];
        return verb.Create("list", Description, options, VerbNeeds.StoreToRead, async (parsed, services, cancellationToken) =>
        {
            var code = parsed.GetValue(sku);
            var filter = new DriftFilter(
                parsed.GetValue(run), code,
                long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var variantId) ? variantId : null,
                parsed.GetValue(cause));
            var rows = await services.Get<IDriftStore>().ListDriftAsync(filter, parsed.GetValue(limit), cancellationToken);
            if (parsed.GetValue(json)) DriftJson.Write(services.Console, rows);
            else DriftTable.Show(services.Console, rows, isCutOff: rows.Count == parsed.GetValue(limit));
            return 0;
        });
    }

    private static Command Summary(OperationsVerb verb)
    {
        var days = Number("--days", DefaultDays, MaxDays, "How many days back.");
        var json = new Option<bool>("--json") { Description = "For programs." };
        const string Description = "Adds the rows up by cause, the deliveries by topic, and shows each full sync that found some.";
        return verb.Create("summary", Description, [days, json], VerbNeeds.StoreToRead, async (parsed, services, cancellationToken) =>
        {
            var since = services.Time.Now().Add(-TimeSpan.FromDays(parsed.GetValue(days)));
            var runs = await services.Get<IDriftStore>().GetTrustAsync(since, cancellationToken);
            var summary = new DriftSummary(
                parsed.GetValue(days), [.. runs.Where(each => each.EndedAt > since)],
                await services.Get<IDriftStore>().SumUpDriftAsync(since, cancellationToken));
            if (parsed.GetValue(json)) DriftJson.Write(services.Console, summary);
            else DriftSummaryTable.Show(services.Console, summary);
            return 0;
        });
    }

    private static string Causes => string.Join(", ", Enum.GetNames<DriftCause>());

    private static DriftCause? ParseCause(System.CommandLine.Parsing.ArgumentResult argument)
    {
        var text = argument.Tokens is [{ Value: var value }] ? value : "";
        var name = Enum.GetNames<DriftCause>().FirstOrDefault(each => each.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name is not null) return Enum.Parse<DriftCause>(name);
        argument.AddError($"\"{text}\" is no cause: {Causes}.");
        return null;
    }

    private static Option<int> Number(string name, int standard, int most, string description)
    {
        var option = new Option<int>(name)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"{description} Default: {standard}."),
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from 1 to {most}."));
        });
        return option;
    }
}
