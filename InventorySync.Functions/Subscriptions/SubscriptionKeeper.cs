using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Subscriptions;

/// <summary>
/// Sees to it that each topic has one subscription, to this app and with its fields: Shopify deletes one whose deliveries fail, and says so
/// in a mail only. What a check found is written down for status, and lost webhooks ask for a full sync.
/// </summary>
public sealed class SubscriptionKeeper(
    WebhookSubscriptions subscriptions,
    ISubscriptionStore store,
    IOptions<SubscriptionOptions> options,
    IOptions<ShopifyOptions> shopify,
    TimeProvider timeProvider,
    SyncMetrics metrics,
    ILogger<SubscriptionKeeper> logger)
{
    private int _hasToldThatNobodyLooks;

    /// <summary>Checks and repairs them, if the settings say where they should lead to.</summary>
    /// <returns>Null if the settings do not.</returns>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused; that is written down.</exception>
    public async Task<KeptSubscriptions?> CheckAsync(CancellationToken cancellationToken)
    {
        if (options.Value.PublicAddress is { } publicUrl) return await CheckAsync(publicUrl, cancellationToken);
        if (Interlocked.Exchange(ref _hasToldThatNobodyLooks, 1) == 0) Log.NotLookedAfter(logger);
        return null;
    }

    /// <summary>The same for an address that the caller knows.</summary>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused; that is written down.</exception>
    public async Task<KeptSubscriptions> CheckAsync(Uri publicUrl, CancellationToken cancellationToken)
    {
        try
        {
            var list = await subscriptions.ListAsync(cancellationToken);
            var plans = SubscriptionPlan.Of(list.All, publicUrl);
            var topics = plans.Select(HealthOf).ToList();
            var seenAt = await RepairAsync(plans, publicUrl, list.SeenAt, cancellationToken);

            var check = new SubscriptionCheck(timeProvider.Now(), seenAt, publicUrl.ToString(), shopify.Value.ApiVersion, topics);
            WarnOfOtherVersions(check);
            return new KeptSubscriptions(check, await store.RecordSubscriptionCheckAsync(check, cancellationToken));
        }
        catch (ShopifyCallException e)
        {
            await store.RecordSubscriptionFailureAsync(new SubscriptionFailure(timeProvider.Now(), e.Message), cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Makes the first check, which the first full sync waits for, long before its hour: every few minutes, until it has succeeded.
    /// </summary>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused; that is written down.</exception>
    public async Task MakeFirstCheckAsync(CancellationToken cancellationToken)
    {
        if (options.Value.PublicAddress is { } publicUrl
            && (await store.GetSubscriptionHealthAsync(cancellationToken)).LastCheck is null)
            await CheckAsync(publicUrl, cancellationToken);
    }

    private async Task<UnixTime> RepairAsync(
        IReadOnlyList<SubscriptionPlan> plans, Uri publicUrl, UnixTime seenAt, CancellationToken cancellationToken)
    {
        SubscriptionRepair[] repairs = [.. plans.SelectMany(plan => plan.Repairs)];
        if (repairs.Length == 0) return seenAt;

        // Whatever becomes of this instance in the middle of it, webhooks were lost.
        if (repairs.Any(repair => repair.Change is not SubscriptionChange.Deleted))
            await store.BeginSubscriptionRepairAsync(timeProvider.Now(), cancellationToken);

        var isFirst = (await store.GetSubscriptionHealthAsync(cancellationToken)).LastCheck is null;
        Dictionary<string, ShopifyCallException> refused = new(StringComparer.Ordinal);
        foreach (var repair in repairs)
        {
            try
            {
                seenAt = await subscriptions.RepairAsync(repair, cancellationToken);
                metrics.CountSubscriptionRepair(repair.Topic, repair.Change.ToString());
                Log.SubscriptionRepaired(
                    logger, isFirst ? LogLevel.Information : LogLevel.Warning, repair.Topic, repair.Uri, repair.Change);
            }
            catch (ShopifyCallException e) when (!e.IsTransient)
            {
                // A topic that a scope is missing for does not cost the others their repair.
                refused.TryAdd(repair.Topic, e);
            }
        }

        return refused.Count == 0 ? seenAt : await LookAgainAsync(refused, publicUrl, cancellationToken);
    }

    /// <summary>
    /// Another instance may have made the same repairs at the same moment, and Shopify refuses a second one: what counts is how it is now.
    /// </summary>
    /// <exception cref="ShopifyCallException">A refused topic is not as it should be.</exception>
    private async Task<UnixTime> LookAgainAsync(
        Dictionary<string, ShopifyCallException> refused, Uri publicUrl, CancellationToken cancellationToken)
    {
        var list = await subscriptions.ListAsync(cancellationToken);
        foreach (var plan in SubscriptionPlan.Of(list.All, publicUrl).Where(plan => plan.Repairs.Count > 0))
        {
            if (refused.TryGetValue(plan.Topic, out var refusal))
                throw new ShopifyCallException(refusal.Message, refusal.Code, isTransient: false, refusal);
        }

        return list.SeenAt;
    }

    private static TopicHealth HealthOf(SubscriptionPlan plan) => new(
        plan.Topic,
        plan switch
        {
            { Kept: null } => TopicState.Missing,
            { Repairs: [{ Change: SubscriptionChange.Changed }, ..] } => TopicState.Wrong,
            { Repairs.Count: > 0 } => TopicState.Duplicated,
            _ => TopicState.Right,
        },
        plan.Repairs.Count,
        plan.Kept?.ApiVersion);

    private void WarnOfOtherVersions(SubscriptionCheck check)
    {
        foreach (var others in check.OfOtherVersion.GroupBy(topic => topic.ApiVersion!))
        {
            metrics.CountSubscriptionsOfOtherVersion(others.Count());
            Log.OtherVersion(logger, string.Join(", ", others.Select(topic => topic.Topic)), others.Key, check.ApiVersion);
        }
    }
}

/// <summary>What a check found, and repaired.</summary>
/// <param name="AreWebhooksLost">Whether a full sync is due at once.</param>
public sealed record KeptSubscriptions(SubscriptionCheck Check, bool AreWebhooksLost);
