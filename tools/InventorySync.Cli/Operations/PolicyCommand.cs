using System.CommandLine;
using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verb `policy`: how many of single SKUs are kept back, where it is not what InventorySync__SafetyStock says.</summary>
internal static class PolicyCommand
{
    /// <summary>Variants that are named where a code is not one variant's.</summary>
    private const int MostNamed = 20;

    public static Command Create(OperationsVerb verb) => new(
        "policy", "How many of single SKUs are kept back in SkuLive.Sellable, where it is not InventorySync__SafetyStock.")
    {
        Set(verb), List(verb), Remove(verb),
    };

    private static Command Set(OperationsVerb verb)
    {
        var safetyStock = new Option<int>("--safety-stock") { Description = "How many are kept back; 0 for none.", Required = true };
        safetyStock.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > SkuPolicy.MaxSafetyStock)
                result.AddError($"--safety-stock takes a number from 0 to {SkuPolicy.MaxSafetyStock}.");
        });
        var note = new Option<string?>("--note") { Description = "Why, for whoever reads the list." };
        note.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>()?.Length > SkuPolicy.MaxNoteLength)
                result.AddError($"--note takes {SkuPolicy.MaxNoteLength} characters at most.");
        });
        return OfOneSku(
            verb, "set", "Keeps so many of a SKU back, whatever the setting says.", [safetyStock, note],
            async (parsed, services, sku, cancellationToken) =>
            {
                await services.Get<IPolicyStore>().SetPolicyAsync(
                    new SkuPolicy(sku.VariantId, parsed.GetValue(safetyStock), parsed.GetValue(note), services.Time.Now()),
                    cancellationToken);
                var found = await services.Get<IPolicyStore>().FindSkusAsync(null, sku.VariantId, 1, cancellationToken);
                var after = found is [var one] ? one : sku;
                services.Console.MarkupLineInterpolated(
                    CultureInfo.InvariantCulture, $"{Name(after)}: {Number(after.Available)} available, {Number(after.Sellable)} to sell.");
                return 0;
            });
    }

    private static Command Remove(OperationsVerb verb) =>
        OfOneSku(verb, "remove", "The setting counts for the SKU again.", [], async (_, services, sku, cancellationToken) =>
        {
            var wasThere = await services.Get<IPolicyStore>().RemovePolicyAsync(sku.VariantId, cancellationToken);
            services.Console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"{Name(sku)}: {(wasThere ? "removed." : "it had no policy.")}");
            return wasThere ? 0 : 1;
        });

    private static Command List(OperationsVerb verb) =>
        verb.Create("list", "Shows them.", [], VerbNeeds.StoreToRead, (_, services, stop) => ListAsync(services, stop));

    private static async Task<int> ListAsync(OperationsServices services, CancellationToken cancellationToken)
    {
        var rows = await services.Get<IPolicyStore>().ListPoliciesAsync(cancellationToken);
        if (rows.Count == 0)
        {
            services.Console.MarkupLine("None: InventorySync__SafetyStock counts for all.");
            return 0;
        }

        var table = new Table().AddColumns("Variant", "SKU", "Product", "Kept back", "Available", "To sell", "Set (UTC)", "Note");
        foreach (var (policy, sku) in rows)
        {
            table.AddRow(
                [
                    .. ((string[])[
                        Number(policy.VariantId), sku?.Sku ?? "",
                        sku is null ? "(not in the shop now)" : $"{sku.ProductTitle}, {sku.Title}", Number(policy.SafetyStock),
                        sku is null ? "" : Number(sku.Available), sku is null ? "" : Number(sku.Sellable),
                        policy.SetAt.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), policy.Note ?? ""])
                            .Select(text => new Text(text)),
                ]);
        }

        services.Console.Write(table);
        return 0;
    }

    /// <summary>A verb about the one variant that a person names, by its code or its id.</summary>
    private static Command OfOneSku(
        OperationsVerb verb, string name, string description, IReadOnlyList<Option> options,
        Func<ParseResult, OperationsServices, FoundSku, CancellationToken, Task<int>> work)
    {
        var sku = new Argument<string?>("sku") { Description = "The SKU's code, or its variant's id.", Arity = ArgumentArity.ZeroOrOne };
        var id = new Option<long?>("--id")
        {
            Description = "The variant's id, where the code is several variants', or one's code is another's id.",
        };
        IReadOnlyList<Option> all = [.. options, id];
        var command = verb.Create(name, description, all, VerbNeeds.StoreToChange, async (parsed, services, cancellationToken) =>
        {
            var found = await FindAsync(services, parsed.GetValue(sku), parsed.GetValue(id), cancellationToken);
            return found is null ? 1 : await work(parsed, services, found, cancellationToken);
        });
        command.Arguments.Add(sku);
        command.Validators.Add(result =>
        {
            if (string.IsNullOrEmpty(result.GetValue(sku)) == (result.GetValue(id) is null))
                result.AddError("Say which SKU: its code or its variant's id, or --id.");
        });
        return command;
    }

    /// <returns>Null if it is none or several, which has been said.</returns>
    private static async Task<FoundSku?> FindAsync(OperationsServices services, string? text, long? id, CancellationToken cancellationToken)
    {
        var variantId = id ?? (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
        var found = await services.Get<IPolicyStore>().FindSkusAsync(id is null ? text : null, variantId, MostNamed + 1, cancellationToken);
        if (found is [var one]) return one;

        if (found.Count == 0)
            services.Console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[red]No variant has the code or the id {(object?)id ?? text}.[/]");
        else
            services.Console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[red]{text} is not one variant's: say which by --id.[/]");
        foreach (var sku in found.Take(MostNamed))
            services.Console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {sku.VariantId}  {Name(sku)}");
        if (found.Count > MostNamed) services.Console.MarkupLine("  and more");
        return null;
    }

    private static string Name(FoundSku sku) =>
        $"{(string.IsNullOrEmpty(sku.Sku) ? "(no code)" : sku.Sku)} ({sku.ProductTitle}, {sku.Title})";

    private static string Number(long? number) => number is { } value ? value.ToString(CultureInfo.InvariantCulture) : "-";
}
