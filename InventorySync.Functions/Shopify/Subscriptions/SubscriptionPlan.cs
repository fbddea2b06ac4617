namespace InventorySync.Shopify;

/// <summary>What has to be changed so that a topic has one subscription, to its endpoint and with its fields.</summary>
/// <param name="Topic">As GraphQL names it.</param>
/// <param name="Kept">The one that stays, as it is now; null where there is none.</param>
/// <param name="Repairs">In their order; none where it is as it should be.</param>
public sealed record SubscriptionPlan(string Topic, ShopSubscription? Kept, IReadOnlyList<SubscriptionRepair> Repairs)
{
    /// <summary>The plan for each topic of this app; subscriptions of other topics are not its to touch.</summary>
    /// <param name="subscriptions">All that the app has.</param>
    /// <param name="publicUrl">The app's public address.</param>
    public static IReadOnlyList<SubscriptionPlan> Of(IReadOnlyList<ShopSubscription> subscriptions, Uri publicUrl) =>
        [.. TopicSubscription.All.Select(wanted => Of(wanted, wanted.UriBelow(publicUrl), [.. subscriptions.Where(subscription => subscription.Topic == wanted.Topic)]))];

    private static SubscriptionPlan Of(TopicSubscription wanted, string uri, ShopSubscription[] found)
    {
        // Of several the right one stays, or else one that comes to the right address already, which misses nothing while it is changed.
        ShopSubscription[] ours = [.. found.OrderByDescending(subscription => wanted.IsMetBy(subscription, uri)).ThenByDescending(subscription => subscription.Uri == uri)];
        SubscriptionRepair[] first =
            ours is not [var kept, ..] ? [new SubscriptionRepair(SubscriptionChange.Made, wanted.Topic, uri, Id: null)]
            : wanted.IsMetBy(kept, uri) ? []
            : [new SubscriptionRepair(SubscriptionChange.Changed, wanted.Topic, uri, kept.Id)];
        return new SubscriptionPlan(
            wanted.Topic, ours.FirstOrDefault(),
            [.. first, .. ours.Skip(1).Select(duplicate => new SubscriptionRepair(SubscriptionChange.Deleted, wanted.Topic, duplicate.Uri, duplicate.Id))]);
    }
}

/// <summary>One change at Shopify.</summary>
/// <param name="Uri">Where the subscription delivers to afterwards, or did before it is deleted.</param>
/// <param name="Id">Its GID; null where it is to be made.</param>
public sealed record SubscriptionRepair(SubscriptionChange Change, string Topic, string Uri, string? Id);

/// <summary>What is done to a subscription: the log's field and the metric's tag.</summary>
public enum SubscriptionChange
{
    /// <summary>There was none.</summary>
    Made,

    /// <summary>It delivered elsewhere, or other fields.</summary>
    Changed,

    /// <summary>It was one too many: of two, each delivers everything.</summary>
    Deleted,
}
