using Microsoft.Extensions.Logging;

namespace InventorySync.Shopify;

/// <summary>
/// The app's webhook subscriptions. One made twice delivers twice, so they are compared, not just made.
/// https://shopify.dev/docs/api/admin-graphql/latest/mutations/webhookSubscriptionCreate
/// </summary>
public sealed class WebhookSubscriptions(AdminApi api, ILogger<WebhookSubscriptions> logger)
{
    /// <summary>As GraphQL names them: what the webhook endpoint reads.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["INVENTORY_LEVELS_UPDATE", "INVENTORY_LEVELS_CONNECT", "INVENTORY_LEVELS_DISCONNECT"];

    /// <summary>Sees to it that each topic has one subscription, to <paramref name="address"/>: missing ones are made, others are pointed there, duplicates go.</summary>
    /// <returns>How many had to be changed.</returns>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused.</exception>
    public async Task<int> EnsureAsync(Uri address, CancellationToken cancellationToken)
    {
        var subscriptions = await ReadAllAsync(cancellationToken);
        var changes = 0;
        foreach (var topic in Topics)
        {
            SubscriptionNode[] ours = [.. subscriptions.Where(node => node.Topic == topic).OrderByDescending(node => node.Uri == address.ToString())];
            if (ours.Length == 0) changes += await ChangeAsync("CreateSubscription", topic, address.ToString(), "made", ("topic", topic), ("uri", address.ToString()));
            else if (ours[0].Uri != address.ToString()) changes += await ChangeAsync("MoveSubscription", topic, address.ToString(), "pointed here", ("id", ours[0].Id), ("uri", address.ToString()));

            foreach (var duplicate in ours.Skip(1)) changes += await ChangeAsync("DeleteSubscription", topic, duplicate.Uri, "deleted as a duplicate", ("id", duplicate.Id));
        }

        return changes;

        async Task<int> ChangeAsync(string mutation, string topic, string uri, string change, params (string, object)[] variables)
        {
            await api.SendAsync(mutation, InventoryReader.Variables(variables), AdminJson.Default.Mutation, cancellationToken);
            Log.SubscriptionChanged(logger, topic, uri, change);
            return 1;
        }
    }

    private async Task<List<SubscriptionNode>> ReadAllAsync(CancellationToken cancellationToken)
    {
        List<SubscriptionNode> all = [];
        string? after = null;
        do
        {
            var variables = after is null ? InventoryReader.Variables() : InventoryReader.Variables(("after", after));
            var page = (await api.SendAsync("ReadSubscriptions", variables, AdminJson.Default.Subscriptions, cancellationToken)).Data.WebhookSubscriptions;
            all.AddRange(page.Nodes);
            after = page.PageInfo is { HasNextPage: true } info ? info.EndCursor : null;
        }
        while (after is not null);

        return all;
    }
}
