using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>What the checks of the webhook subscriptions found.</summary>
public interface ISubscriptionStore
{
    /// <summary>What the last checks of the webhook subscriptions said.</summary>
    Task<SubscriptionHealth> GetSubscriptionHealthAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes down that subscriptions are about to be repaired, so that a crash before <see cref="RecordSubscriptionCheckAsync"/> does not
    /// hide that webhooks were lost: the next check then asks for the full sync.
    /// </summary>
    Task BeginSubscriptionRepairAsync(UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Writes down a check that was carried through; it ends a failure, and an uninstallation that was before it. Where webhooks were lost,
    /// in the same transaction an early full sync is asked for (<see cref="EarlySyncReason.Subscriptions"/>) that sees all that was lost;
    /// none where no full sync has ever begun.
    /// </summary>
    /// <returns>Whether webhooks were lost: by this check, or by one that began to repair and did not end.</returns>
    Task<bool> RecordSubscriptionCheckAsync(SubscriptionCheck check, CancellationToken cancellationToken);

    /// <summary>Writes down that the subscriptions could not be checked.</summary>
    Task RecordSubscriptionFailureAsync(SubscriptionFailure failure, CancellationToken cancellationToken);

    /// <summary>Writes down that the shop has uninstalled the app, unless a check since has found it installed.</summary>
    /// <param name="seenAt">When, on Shopify's clock.</param>
    /// <returns>False if a check since has found it installed: a late delivery.</returns>
    Task<bool> RecordUninstalledAsync(UnixTime seenAt, CancellationToken cancellationToken);
}
