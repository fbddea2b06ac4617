using InventorySync.Inventory;

namespace InventorySync.Shopify;

/// <summary>
/// The app's webhook subscriptions at Shopify. One made twice delivers twice, so they are compared (<see cref="SubscriptionPlan"/>), not
/// just made. https://shopify.dev/docs/api/admin-graphql/latest/mutations/webhookSubscriptionCreate
/// </summary>
public sealed class WebhookSubscriptions(AdminApi api)
{
    /// <summary>What Shopify says of a topic that the app's scopes do not cover; it has no code.</summary>
    private const string TopicDenied = "cannot create a webhook subscription with the specified topic";

    /// <summary>As GraphQL names them: what the webhook endpoints read.</summary>
    public static IReadOnlyList<string> Topics { get; } = [.. Inventory.Topics.All.Select(topic => topic.GraphQlName)];

    /// <summary>All of this app's, of whatever topic; those that a shopify.app.toml declares are not among them.</summary>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused.</exception>
    public async Task<SubscriptionList> ListAsync(CancellationToken cancellationToken)
    {
        var first = await ReadAsync(AdminApi.Variables());
        var nodes = await Pages.ReadAllAsync(first, after => ReadAsync(AdminApi.Variables(("after", after))));
        return new SubscriptionList(
            [.. nodes.Select(
                node => new ShopSubscription(node.Id, node.Topic, node.Uri, node.IncludeFields ?? [], node.ApiVersion?.Handle))],
            first.AnsweredAt);

        async Task<AdminAnswer<Page<SubscriptionNode>?>> ReadAsync(Dictionary<string, object> variables) =>
            (await api.SendAsync("ReadSubscriptions", variables, AdminJson.Default.Subscriptions, cancellationToken)).Part(
                data => data.WebhookSubscriptions);
    }

    /// <summary>Makes one change of a plan.</summary>
    /// <returns>Shopify's clock when it was made, in whole seconds.</returns>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused.</exception>
    public async Task<UnixTime> RepairAsync(SubscriptionRepair repair, CancellationToken cancellationToken)
    {
        var wanted = Inventory.Topics.OfGraphQl(repair.Topic);
        (string, object)[] settings = [("uri", repair.Uri), ("includeFields", wanted.Fields)];
        try
        {
            return await (repair.Change switch
            {
                SubscriptionChange.Made => SendAsync("CreateSubscription", [("topic", repair.Topic), .. settings]),
                SubscriptionChange.Changed => SendAsync("MoveSubscription", [("id", repair.Id!), .. settings]),
                _ => SendAsync("DeleteSubscription", [("id", repair.Id!)]),
            });
        }
        catch (ShopifyCallException e) when (wanted.Scope is not null && e.Message.Contains(TopicDenied, StringComparison.Ordinal))
        {
            var advice = $"The topic {repair.Topic} needs the scope {wanted.Scope}, so grant it to the app and install that version.";
            throw new ShopifyCallException($"{advice} {e.Message}", "ACCESS_DENIED", isTransient: false, e);
        }

        async Task<UnixTime> SendAsync(string mutation, (string, object)[] variables) =>
            (await api.SendAsync(mutation, AdminApi.Variables(variables), AdminJson.Default.Mutation, cancellationToken)).AnsweredAt;
    }
}

/// <summary>The app's subscriptions.</summary>
/// <param name="SeenAt">Shopify's clock when it listed them, in whole seconds.</param>
public sealed record SubscriptionList(IReadOnlyList<ShopSubscription> All, UnixTime SeenAt);
