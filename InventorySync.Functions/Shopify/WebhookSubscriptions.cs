using Microsoft.Extensions.Logging;

namespace InventorySync.Shopify;

/// <summary>
/// The app's webhook subscriptions. One made twice delivers twice, so they are compared, not just made.
/// https://shopify.dev/docs/api/admin-graphql/latest/mutations/webhookSubscriptionCreate
/// </summary>
public sealed class WebhookSubscriptions(AdminApi api, ILogger<WebhookSubscriptions> logger)
{
    /// <summary>As GraphQL names them: what the webhook endpoints read.</summary>
    public static IReadOnlyList<string> Topics { get; } = [.. TopicSubscription.All.Select(subscription => subscription.Topic)];

    /// <summary>
    /// Sees to it that each topic has one subscription, to its endpoint and with its fields: missing ones are made, others are changed to that, duplicates go.
    /// </summary>
    /// <param name="address">The endpoint inventory-update's; product-update lies beside it.</param>
    /// <returns>How many had to be changed.</returns>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused.</exception>
    public async Task<int> EnsureAsync(Uri address, CancellationToken cancellationToken)
    {
        var subscriptions = await ReadAllAsync(cancellationToken);
        var changes = 0;
        foreach (var wanted in TopicSubscription.All)
        {
            var uri = wanted.AddressBeside(address);
            (string, object)[] settings = [("uri", uri.ToString()), ("includeFields", wanted.IncludeFields)];
            SubscriptionNode[] ours = [.. subscriptions.Where(node => node.Topic == wanted.Topic).OrderByDescending(node => wanted.IsMetBy(node, uri))];
            if (ours.Length == 0) changes += await ChangeAsync("CreateSubscription", wanted.Topic, uri.ToString(), "made", [("topic", wanted.Topic), .. settings]);
            else if (!wanted.IsMetBy(ours[0], uri)) changes += await ChangeAsync("MoveSubscription", wanted.Topic, uri.ToString(), "pointed here", [("id", ours[0].Id), .. settings]);

            foreach (var duplicate in ours.Skip(1))
                changes += await ChangeAsync("DeleteSubscription", wanted.Topic, duplicate.Uri, "deleted as a duplicate", [("id", duplicate.Id)]);
        }

        return changes;

        async Task<int> ChangeAsync(string mutation, string topic, string uri, string change, (string, object)[] variables)
        {
            await api.SendAsync(mutation, AdminApi.Variables(variables), AdminJson.Default.Mutation, cancellationToken);
            Log.SubscriptionChanged(logger, topic, uri, change);
            return 1;
        }
    }

    /// <summary>All of this app's, of whatever topic.</summary>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused.</exception>
    public async Task<IReadOnlyList<ShopSubscription>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAllAsync(cancellationToken)).Select(node => new ShopSubscription(node.Id, node.Topic, node.Uri))];

    private async Task<List<SubscriptionNode>> ReadAllAsync(CancellationToken cancellationToken)
    {
        return await Pages.ReadAllAsync(await ReadAsync(AdminApi.Variables()), after => ReadAsync(AdminApi.Variables(("after", after))));

        async Task<AdminAnswer<Page<SubscriptionNode>?>> ReadAsync(Dictionary<string, object> variables) =>
            (await api.SendAsync("ReadSubscriptions", variables, AdminJson.Default.Subscriptions, cancellationToken)).Part(data => data.WebhookSubscriptions);
    }
}

/// <summary>One webhook subscription of this app, as Shopify lists it.</summary>
/// <param name="Topic">As GraphQL names it.</param>
public sealed record ShopSubscription(string Id, string Topic, string Uri);
