using System.CommandLine;
using System.Globalization;
using InventorySync.Shopify;
using InventorySync.Subscriptions;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verb `webhooks`: the app's subscriptions at Shopify, for whoever does not leave them to the app.</summary>
internal static class WebhooksCommand
{
    private const string Setting = "InventorySync__PublicUrl";
    private const string SampleAddress = "https://your-app.azurewebsites.net";

    public static Command Create(OperationsVerb verb) =>
        new("webhooks", "The app's webhook subscriptions at Shopify.") { List(verb), Register(verb), Remove(verb) };

    private static Command List(OperationsVerb verb)
    {
        var address = Address(
            $"What they should lead to, as with register. Default: the setting {Setting}; without it only what is missing or double is "
            + "shown.");
        return verb.Create(
            "list", "Shows them, and beside each topic what is wrong with it. Exit code 0 only if all are as they should be.", [address],
            VerbNeeds.Settings,
            async (parsed, services, cancellationToken) =>
            {
                var list = await services.Get<WebhookSubscriptions>().ListAsync(cancellationToken);
                return new WebhooksTable(services.Console, services.Get<IOptions<ShopifyOptions>>().Value.ApiVersion)
                    .Show(list.All, PublicAddress(parsed, address, services)) ? 0 : 1;
            });
    }

    private static Command Register(OperationsVerb verb)
    {
        var address = Address(
            $"The function app's address as Shopify reaches it, such as {SampleAddress}. Default: the setting {Setting}.");
        var dryRun = DryRun();
        return verb.Create(
            "register",
            "Makes the missing ones, points wrong ones to the app, removes double ones; asks for a full sync where webhooks were lost.",
            [address, dryRun], parsed => NeedsOf(parsed, dryRun),
            async (parsed, services, cancellationToken) =>
            {
                if (PublicAddress(parsed, address, services) is not { } publicUrl)
                {
                    services.Console.MarkupLineInterpolated(
                        CultureInfo.InvariantCulture,
                        $"[red]Say where Shopify reaches the app: --address {SampleAddress}, or the setting {Setting}.[/]");
                    return 1;
                }

                return parsed.GetValue(dryRun)
                    ? await PlanAsync(publicUrl, services, cancellationToken)
                    : await RegisterAsync(publicUrl, services, cancellationToken);
            });
    }

    private static Command Remove(OperationsVerb verb)
    {
        var dryRun = DryRun();
        return verb.Create(
            "remove",
            $"Removes those of the app's topics, wherever they lead to. An app that runs with {Setting} makes them again within the hour.",
            [dryRun], parsed => NeedsOf(parsed, dryRun),
            async (parsed, services, cancellationToken) =>
            {
                var subscriptions = services.Get<WebhookSubscriptions>();
                ShopSubscription[] ours = [.. (await subscriptions.ListAsync(cancellationToken)).All.Where(
                    subscription => WebhookSubscriptions.Topics.Contains(subscription.Topic))];
                await ApplyAsync(
                    [.. ours.Select(subscription => new SubscriptionRepair(
                        SubscriptionChange.Deleted, subscription.Topic, subscription.Uri, subscription.Id))],
                    parsed.GetValue(dryRun), services, cancellationToken);
                return 0;
            });
    }

    private static async Task<int> PlanAsync(Uri publicUrl, OperationsServices services, CancellationToken cancellationToken)
    {
        var plans = SubscriptionPlan.Of((await services.Get<WebhookSubscriptions>().ListAsync(cancellationToken)).All, publicUrl);
        await ApplyAsync([.. plans.SelectMany(plan => plan.Repairs)], isDryRun: true, services, cancellationToken);
        return 0;
    }

    /// <summary>By the app's own check, so that status knows of it, and a full sync makes up for what was lost.</summary>
    private static async Task<int> RegisterAsync(Uri publicUrl, OperationsServices services, CancellationToken cancellationToken)
    {
        var kept = await services.Get<SubscriptionKeeper>().CheckAsync(publicUrl, cancellationToken);
        foreach (var topic in kept.Check.Topics.Where(topic => topic.Repairs > 0))
            services.Console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"{topic.Topic} was {topic.Was.ToString().ToLowerInvariant()}: [green]repaired[/]");
        services.Console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[green]{kept.Check.Topics.Count} topics lead to {publicUrl}[/]; {kept.Check.Repairs} changes.");
        if (kept.AreWebhooksLost)
            services.Console.MarkupLine("Webhooks may have been lost: the app starts a full sync within some minutes.");
        return 0;
    }

    private static async Task ApplyAsync(
        IReadOnlyList<SubscriptionRepair> repairs, bool isDryRun, OperationsServices services, CancellationToken cancellationToken)
    {
        foreach (var repair in repairs)
        {
            if (!isDryRun) await services.Get<WebhookSubscriptions>().RepairAsync(repair, cancellationToken);
            var change = repair.Change.ToString().ToLowerInvariant();
            services.Console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"{repair.Topic} to {repair.Uri} {(isDryRun ? "would be" : "was")} {change}");
        }

        services.Console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"{repairs.Count} changes{(isDryRun ? "; nothing was changed, since it was a dry run" : "")}.");
    }

    private static Uri? PublicAddress(ParseResult parsed, Option<string?> address, OperationsServices services) =>
        parsed.GetValue(address) is { } given ? new Uri(given.Trim()) : services.Get<IOptions<SubscriptionOptions>>().Value.PublicAddress;

    /// <summary>A dry run only asks Shopify.</summary>
    private static VerbNeeds NeedsOf(ParseResult parsed, Option<bool> dryRun) =>
        parsed.GetValue(dryRun) ? VerbNeeds.Settings : VerbNeeds.StoreToChange;

    private static Option<bool> DryRun() => new("--dry-run") { Description = "Shows what it would change, and changes nothing." };

    private static Option<string?> Address(string description)
    {
        var option = new Option<string?>("--address") { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } address && SubscriptionOptions.FaultOf(address) is { } fault)
                result.AddError(
                    $"--address takes the function app's address, such as https://your-app.azurewebsites.net, not \"{address}\": {fault}.");
        });
        return option;
    }
}
