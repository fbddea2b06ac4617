using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Subscriptions;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Tests.Subscriptions;

/// <summary>
/// Two instances whose checks find the same fault at the same moment: Shopify takes the first one's repair, and refuses the other's.
/// </summary>
public sealed class SubscriptionRaceTests : IAsyncLifetime
{
    private static readonly Uri PublicUrl = new("https://app.example");

    private AppUnderTest _app = null!;

    public async Task InitializeAsync() => _app = await AppUnderTest.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_second_repair_is_refused_and_leaves_no_failure_behind(bool isDouble)
    {
        var lists = 0;
        IEnumerable<string> found = isDouble ? [.. Right, Node("wrong", Topics.All[0], "https://old.example/")] : [];
        _app.Shopify.Answer("ReadSubscriptions", _ => List(lists++ > 0 ? Right : found));
        _app.Shopify.Answer(
            "CreateSubscription", _ => Refusal("webhookSubscriptionCreate", "Address for this topic has already been taken"));
        _app.Shopify.Answer("DeleteSubscription", _ => Refusal("webhookSubscriptionDelete", "Webhook subscription does not exist"));

        var kept = await _app.Services.GetRequiredService<SubscriptionKeeper>().CheckAsync(PublicUrl, CancellationToken.None);

        Assert.Equal(2, lists);
        Assert.Equal(isDouble ? 0 : Topics.All.Count, kept.Check.Lost);
        var health = await _app.Services.GetRequiredService<IInventoryStore>().GetSubscriptionHealthAsync(CancellationToken.None);
        Assert.Null(health.Failure);
        Assert.NotNull(health.LastCheck);
    }

    [Fact]
    public async Task A_refusal_that_leaves_a_topic_as_it_was_is_a_failure()
    {
        _app.Shopify.Answer("ReadSubscriptions", _ => List(Right.Skip(1)));
        _app.Shopify.Answer("CreateSubscription", _ => Refusal("webhookSubscriptionCreate", "Address is not allowed"));

        await Assert.ThrowsAsync<ShopifyCallException>(
            () => _app.Services.GetRequiredService<SubscriptionKeeper>().CheckAsync(PublicUrl, CancellationToken.None));

        var health = await _app.Services.GetRequiredService<IInventoryStore>().GetSubscriptionHealthAsync(CancellationToken.None);
        Assert.Contains("Address is not allowed", health.Failure!.Reason, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Right =>
        Topics.All.Select(topic => Node(topic.GraphQlName, topic, SubscriptionPlan.UriOf(topic, PublicUrl)));

    private static string Node(string id, Topic topic, string uri)
    {
        var fields = string.Join(',', topic.Fields.Select(field => $"\"{field}\""));
        return $$$"""
            {"id":"gid://shopify/WebhookSubscription/{{{id}}}","topic":"{{{topic.GraphQlName}}}","uri":"{{{uri}}}",
            "includeFields":[{{{fields}}}],"apiVersion":{"handle":"2026-10"}}
            """;
    }

    private static string List(IEnumerable<string> nodes) =>
        $$$$"""{"webhookSubscriptions":{"nodes":[{{{{string.Join(',', nodes)}}}}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}""";

    private static string Refusal(string mutation, string message) =>
        $"{{\"{mutation}\":{{\"userErrors\":[{{\"field\":null,\"message\":\"{message}\"}}]}}}}";
}
