using InventorySync.FullSync;
using InventorySync.Subscriptions;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// Every hour: the webhook subscriptions are checked and repaired, and what was lost without them is made up for by a full sync at once.
/// </summary>
public sealed class WebhookSubscriptionsFunction(SubscriptionKeeper subscriptions, FullSyncRunner fullSync)
{
    // Never at the minute of another timer.
    [Function(nameof(WebhookSubscriptionsFunction))]
    public async Task RunAsync([TimerTrigger("0 7 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (await subscriptions.CheckAsync(cancellationToken) is { AreWebhooksLost: true })
            await fullSync.RunAsync(mayStart: true, cancellationToken);
    }
}
