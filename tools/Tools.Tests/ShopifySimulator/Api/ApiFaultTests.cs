using System.Net;
using InventorySync.Shopify;
using ShopifySimulator.Shop;

namespace Tools.Tests.ShopifySimulator.Api;

public sealed class ApiFaultTests
{
    [Fact]
    public async Task Too_many_requests_are_answered_429_with_how_long_to_wait()
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.ApiTooManyRequestsRate = 1;

        using var answer = await store.SendAsync("{ shop { name } }");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(["2.0"], answer.Headers.GetValues("Retry-After"));
        Assert.StartsWith("""{"errors":"Exceeded""", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unavailable_API_answers_503_without_JSON()
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.ApiUnavailableRate = 1;

        using var answer = await store.SendAsync("{ shop { name } }");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_rate_between_never_and_always_fails_some_calls()
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.ApiUnavailableRate = 0.5;
        List<bool> failed = [];
        for (var i = 0; i < 40; i++)
        {
            using var answer = await store.SendAsync("{ shop { name } }");
            failed.Add(answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        }

        Assert.InRange(failed.Count(isFailed => isFailed), 8, 32);
    }

    [Fact]
    public async Task Every_read_is_of_the_instant_that_the_replica_has_reached()
    {
        await using var store = await TestStore.StartAsync();
        var (first, _) = store.Fill(products: 2);
        var item = store.Shop.Read(shop => shop.Items.Skip(2).First());
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        store.Shop.Adjust(item.Id, first.Id, by: 10);
        store.Shop.AddProduct("New", new NewVariant("N", "Only", 1m, Tracked: true, new Dictionary<long, int>()));
        store.Simulator.Faults.ReplicaLag = TimeSpan.FromSeconds(30);

        Assert.Equal((1, 2), await ReadAsync());
        store.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal((1, 2), await ReadAsync());
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((11, 3), await ReadAsync());

        async Task<(int Available, int Products)> ReadAsync()
        {
            const string Query = """
                query($item: ID!, $location: ID!) {
                  inventoryItem(id: $item) { inventoryLevel(locationId: $location) { quantities(names: ["available"]) { quantity } } }
                  products(first: 10) { nodes { id } }
                }
                """;
            var data = await store.DataAsync(
                Query, new { item = Gid.Of("InventoryItem", item.Id), location = Gid.Of("Location", first.Id) });
            return (
                data.At("inventoryItem", "inventoryLevel", "quantities", 0, "quantity").GetInt32(),
                data.At("products", "nodes").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("2026-10", "2026-10")]
    [InlineData("2026-07", "2026-07")]
    [InlineData("2026-01", "2026-07")]
    [InlineData("2027-01", "2026-10")]
    public async Task A_version_that_is_not_supported_falls_forward_and_the_answer_says_to_which(string asked, string answering)
    {
        await using var store = await TestStore.StartAsync(apiVersions: ["2026-07", "2026-10"]);

        using var answer = await store.SendAsync("{ shop { name } }", version: asked);

        Assert.Equal([answering], answer.Headers.GetValues("X-Shopify-API-Version"));
    }

    [Fact]
    public async Task The_date_of_an_answer_is_Shopifys_clock_and_no_two_answers_share_a_request_id()
    {
        await using var store = await TestStore.StartAsync();
        store.Clock.Advance(TimeSpan.FromDays(3));

        using var first = await store.SendAsync("{ shop { name } }");
        using var second = await store.SendAsync("{ shop { name } }");

        Assert.Equal(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero), first.Headers.Date);
        Assert.NotEqual(first.Headers.GetValues("X-Request-Id"), second.Headers.GetValues("X-Request-Id"));
    }

    [Theory]
    [InlineData("GET", "https://test.myshopify.com/admin/api/2026-10/graphql.json")]
    [InlineData("POST", "https://test.myshopify.com/admin/api/2026-10/shop.json")]
    public async Task Other_addresses_are_not_found(string method, string url)
    {
        await using var store = await TestStore.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), url);

        using var answer = await store.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("""{"errors":"Not Found"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    public async Task A_body_without_a_query_is_a_bad_request(string body)
    {
        await using var store = await TestStore.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://test.myshopify.com/admin/api/2026-10/graphql.json")
        {
            Content = new StringContent(body),
        };
        request.Headers.Add("X-Shopify-Access-Token", TestStore.AdminToken);

        using var answer = await store.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://other.myshopify.com/admin/oauth/access_token")]
    [InlineData("http://test.myshopify.com/admin/oauth/access_token")]
    [InlineData("https://example.com/")]
    public async Task The_simulated_network_has_no_other_hosts(string url)
    {
        await using var store = await TestStore.StartAsync();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => store.Client.GetAsync(new Uri(url)));

        Assert.Contains("https://test.myshopify.com", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_are_counted_by_the_names_of_their_operations_refused_ones_too()
    {
        await using var store = await TestStore.StartAsync(bucketPoints: 5);
        await store.AskAsync("query Name { shop { name } }");
        await store.AskAsync("query Many { productVariants(first: 10) { nodes { id } } }");
        await store.AskAsync("{ shop { name } }");

        Assert.Equal(new Dictionary<string, int> { ["Name"] = 1, ["Many"] = 1, [""] = 1 }, store.Simulator.Statistics.Calls);
    }
}
