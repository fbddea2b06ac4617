using System.CommandLine;
using InventorySync.Shopify;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verb `webhooks`: the app's subscriptions at Shopify.</summary>
internal static class WebhooksCommand
{
    public static Command Create(OperationsVerb verb) => new("webhooks", "The app's webhook subscriptions.") { List(verb) };

    private static Command List(OperationsVerb verb) => verb.Create(
        "list", "Shows them.", [],
        async (_, services, cancellationToken) =>
        {
            foreach (var subscription in await services.Get<WebhookSubscriptions>().ListAsync(cancellationToken)) services.Console.WriteLine($"{subscription.Topic} {subscription.Uri}");
            return 0;
        },
        needsStore: false);
}
