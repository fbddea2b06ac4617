using InventorySync.Inventory;

namespace InventorySync.Shopify;

/// <summary>What has to be changed so that a topic has one subscription, to its endpoint and with its fields.</summary>
/// <param name="Topic">As GraphQL names it.</param>
/// <param name="Kept">The one that stays, as it is now; null where there is none.</param>
/// <param name="Repairs">In their order; none where it is as it should be.</param>
public sealed record SubscriptionPlan(string Topic, ShopSubscription? Kept, IReadOnlyList<SubscriptionRepair> Repairs)
{
    /// <summary>As host.json sets it.</summary>
    private const string RoutePrefix = "api";

    /// <summary>The plan for each topic of this app; subscriptions of other topics are not its to touch.</summary>
    /// <param name="subscriptions">All that the app has.</param>
    /// <param name="publicUrl">The app's public address.</param>
    public static IReadOnlyList<SubscriptionPlan> Of(IReadOnlyList<ShopSubscription> subscriptions, Uri publicUrl) =>
    [
        .. Topics.All.Select(wanted =>
            Of(wanted, UriOf(wanted, publicUrl), [.. subscriptions.Where(subscription => subscription.Topic == wanted.GraphQlName)])),
    ];

    /// <summary>Where a topic is delivered.</summary>
    /// <param name="publicUrl">The app's public address; it may have a path, where a gateway gives it one.</param>
    internal static string UriOf(Topic topic, Uri publicUrl) => $"{publicUrl.AbsoluteUri.TrimEnd('/')}/{RoutePrefix}/{topic.Endpoint}";

    private static SubscriptionPlan Of(Topic wanted, string uri, ShopSubscription[] found)
    {
        // Of several the right one stays, or else one that comes to the right address already, which misses nothing while it is changed.
        ShopSubscription[] ours =
        [
            .. found.OrderByDescending(subscription => IsMet(wanted, uri, subscription))
                .ThenByDescending(subscription => subscription.Uri == uri),
        ];
        SubscriptionRepair[] first =
            ours is not [var kept, ..] ? [new SubscriptionRepair(SubscriptionChange.Made, wanted.GraphQlName, uri, Id: null)]
            : IsMet(wanted, uri, kept) ? []
            : [new SubscriptionRepair(SubscriptionChange.Changed, wanted.GraphQlName, uri, kept.Id)];
        return new SubscriptionPlan(
            wanted.GraphQlName,
            ours.FirstOrDefault(),
            [
                .. first,
                .. ours.Skip(1).Select(
                    duplicate => new SubscriptionRepair(SubscriptionChange.Deleted, wanted.GraphQlName, duplicate.Uri, duplicate.Id)),
            ]);
    }

    private static bool IsMet(Topic wanted, string uri, ShopSubscription subscription) =>
        subscription.Uri == uri
        && subscription.IncludeFields.Order(StringComparer.Ordinal).SequenceEqual(
            wanted.Fields.Order(StringComparer.Ordinal), StringComparer.Ordinal);
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
