using System.CommandLine;
using System.Globalization;
using InventorySync.Explain;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verb `sku`: why a SKU shows its number, on one screen.</summary>
internal static class SkuCommand
{
    public static Command Create(OperationsVerb verb)
    {
        var code =
            new Argument<string>("sku") { Description = "The SKU's code, its variant's id, or its gid://shopify/ProductVariant/..." };
        var json = new Option<bool>("--json") { Description = "As api/sku answers it." };
        var offline = new Option<bool>("--offline") { Description = "What the tables hold; Shopify is not asked." };
        var observations = new Option<int>("--observations")
        {
            Description = $"How many of the last observations are shown ({SkuExplainer.DefaultObservations}).",
            DefaultValueFactory = _ => SkuExplainer.DefaultObservations,
        };
        observations.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > SkuExplainer.MostObservations)
                result.AddError($"--observations takes a number from 0 to {SkuExplainer.MostObservations}.");
        });
        var command = verb.Create(
            "sku",
            "Why a SKU shows its number. Exit code 0 if Shopify says the same (or was not asked), 1 if it is not known, "
                + "2 if Shopify says otherwise or does not answer.",
            [json, offline, observations], VerbNeeds.StoreToRead,
            async (parsed, services, cancellationToken) =>
            {
                var asked = new AskedSku(parsed.GetValue(code)!, parsed.GetValue(offline), parsed.GetValue(observations));
                return Show(services.Console, asked, await ReadAsync(services, asked, cancellationToken), parsed.GetValue(json));
            });
        command.Arguments.Add(code);
        return command;
    }

    private static Task<SkuExplanation> ReadAsync(OperationsServices services, AskedSku asked, CancellationToken cancellationToken) =>
        services.Settings.Run is { } run
            ? RunSku.ReadAsync(run, asked, cancellationToken)
            : services.Get<SkuExplainer>()
                .ExplainAsync(SkuQuestion.Of(asked.Text), asksShopify: !asked.IsOffline, asked.Observations, cancellationToken);

    private static int Show(IAnsiConsole console, AskedSku asked, SkuExplanation explanation, bool asJson)
    {
        if (explanation.Skus.Count == 0)
        {
            var notFound = SkuNotFound.Of(asked.Text);
            if (asJson) console.WriteUnbroken(SkuJson.Of(notFound));
            else console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{notFound.Text}[/]");
            return 1;
        }

        if (asJson) console.WriteUnbroken(SkuJson.Of(explanation));
        else SkuScreen.Show(console, explanation, showsObservations: asked.Observations > 0);
        return explanation.Skus.Any(sku => sku.Verdict.Agreement is SkuAgreement.Differs || sku.Shopify is { Failure: not null }) ? 2 : 0;
    }
}

/// <summary>What the verb was asked.</summary>
internal sealed record AskedSku(string Text, bool IsOffline, int Observations);
