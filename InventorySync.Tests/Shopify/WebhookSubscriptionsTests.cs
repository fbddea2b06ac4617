using System.Text.Json;
using InventorySync.Shopify;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Shopify;

/// <summary>Against a shop that keeps the subscriptions as Shopify does.</summary>
public sealed class WebhookSubscriptionsTests
{
    private static readonly Uri Address = new("https://app.example.com");

    private readonly ShopifyUnderTest _shopify = new();
    private readonly List<Kept> _kept = [];
    private int _lastId;

    public WebhookSubscriptionsTests()
    {
        _shopify.Http.On("ReadSubscriptions", (request, _) => Task.FromResult(_shopify.Http.Data(Page(request))));
        _shopify.Http.On("CreateSubscription", (request, _) => Task.FromResult(Create(request)));
        _shopify.Http.On("MoveSubscription", (request, _) => Task.FromResult(Move(request)));
        _shopify.Http.On("DeleteSubscription", (request, _) => Task.FromResult(Delete(request)));
    }

    [Fact]
    public async Task Missing_ones_are_made_one_for_each_topic()
    {
        Assert.Equal(WebhookSubscriptions.Topics.Count, await EnsureAsync());

        Assert.Equal(
            WebhookSubscriptions.Topics.Order(StringComparer.Ordinal), _kept.Select(kept => kept.Topic).Order(StringComparer.Ordinal));
        Assert.All(_kept, kept => Assert.StartsWith("https://app.example.com/api/webhooks/shopify/", kept.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_right_is_left_alone()
    {
        await EnsureAsync();
        var before = _kept.ToList();

        Assert.Equal(0, await EnsureAsync());
        Assert.Equal(before, _kept);
    }

    [Fact]
    public async Task One_that_points_elsewhere_is_pointed_here_and_keeps_its_id()
    {
        await EnsureAsync();
        var right = _kept[0];
        _kept[0] = right with { Uri = "https://old.example.com/" };

        Assert.Equal(1, await EnsureAsync());
        Assert.Equal(right, _kept[0]);
    }

    [Theory]
    [InlineData("https://old.example.com/")]
    [InlineData("pubsub://a-project:a-topic")] // no address that .NET's Uri reads
    [InlineData("arn:aws:events:us-east-1::event-source/aws.partner/shopify.com/1/x")]
    public async Task Duplicates_go_and_the_right_one_stays(string other)
    {
        await EnsureAsync();
        var right = _kept.ToList();
        _kept.Insert(0, new Kept("gid://shopify/WebhookSubscription/90", right[0].Topic, other, null));
        _kept.Add(right[^1] with { Id = "gid://shopify/WebhookSubscription/91" });

        Assert.Equal(2, await EnsureAsync());
        Assert.Equal(right.Select(kept => (kept.Topic, kept.Uri)).Order(), _kept.Select(kept => (kept.Topic, kept.Uri)).Order());
        Assert.DoesNotContain(_kept, kept => kept.Uri == other);
    }

    [Fact]
    public async Task Other_topics_are_not_this_apps_to_touch()
    {
        var other = new Kept("gid://shopify/WebhookSubscription/90", "ORDERS_CREATE", "https://old.example.com/", null);
        _kept.Add(other);

        await EnsureAsync();

        Assert.Contains(other, _kept);
    }

    [Fact]
    public async Task Subscriptions_beyond_the_first_page_are_seen()
    {
        await EnsureAsync();
        _kept.InsertRange(0, Enumerable.Range(1, 230)
            .Select(n => new Kept($"gid://shopify/WebhookSubscription/{1_000 + n}", "ORDERS_CREATE", "https://old.example.com/", null)));

        Assert.Equal(0, await EnsureAsync());
    }

    private Task<int> EnsureAsync() => _shopify.Subscriptions.EnsureAsync(Address);

    private string Page(SentRequest request)
    {
        const int Size = 100;
        var start = request.Variables.TryGetProperty("after", out var after)
            ? int.Parse(after.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var nodes = _kept.Skip(start).Take(Size).Select(kept =>
            $$"""{"id":"{{kept.Id}}","topic":"{{kept.Topic}}","uri":"{{kept.Uri}}","includeFields":{{kept.IncludeFields ?? "[]"}} }""");
        var hasNext = start + Size < _kept.Count;
        return $$"""
            {"webhookSubscriptions":{
              "nodes":[{{string.Join(',', nodes)}}],
              "pageInfo":{"hasNextPage":{{(hasNext ? "true" : "false")}},"endCursor":"{{start + Size}}"}
            } }
            """;
    }

    private HttpResponseMessage Create(SentRequest request)
    {
        var id = $"gid://shopify/WebhookSubscription/{++_lastId}";
        _kept.Add(new Kept(id, Text(request, "topic")!, Text(request, "uri")!, Text(request, "includeFields")));
        return _shopify.Http.Data($$"""{"webhookSubscriptionCreate":{"webhookSubscription":{"id":"{{id}}"},"userErrors":[]} }""");
    }

    private HttpResponseMessage Move(SentRequest request)
    {
        var at = _kept.FindIndex(kept => kept.Id == Text(request, "id"));
        _kept[at] =
            _kept[at] with { Uri = Text(request, "uri")!, IncludeFields = Text(request, "includeFields") ?? _kept[at].IncludeFields };
        return _shopify.Http.Data("""{"webhookSubscriptionUpdate":{"webhookSubscription":{"id":"x"},"userErrors":[]}}""");
    }

    private HttpResponseMessage Delete(SentRequest request)
    {
        _kept.RemoveAll(kept => kept.Id == Text(request, "id"));
        return _shopify.Http.Data("""{"webhookSubscriptionDelete":{"deletedWebhookSubscriptionId":"x","userErrors":[]}}""");
    }

    private static string? Text(SentRequest request, string variable) =>
        request.Variables.TryGetProperty(variable, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;

    /// <param name="IncludeFields">As JSON.</param>
    private sealed record Kept(string Id, string Topic, string Uri, string? IncludeFields);
}
