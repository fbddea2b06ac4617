using System.Text.Json;

namespace Tools.Tests.ShopifySimulator.Api;

public sealed class ApiSubscriptionTests
{
    private const string Uri = "https://app.example/webhooks";

    private const string Create = """
        mutation($topic: WebhookSubscriptionTopic!, $input: WebhookSubscriptionInput!) {
          result: webhookSubscriptionCreate(topic: $topic, webhookSubscription: $input) {
            webhookSubscription { id topic uri format filter includeFields createdAt updatedAt apiVersion { handle } }
            userErrors { field message }
          }
        }
        """;

    private const string Update = """
        mutation($id: ID!, $input: WebhookSubscriptionInput!) {
          result: webhookSubscriptionUpdate(id: $id, webhookSubscription: $input) {
            webhookSubscription { id uri filter includeFields }
            userErrors { field message }
          }
        }
        """;

    private const string Delete =
        "mutation($id: ID!) { result: webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }";

    [Fact]
    public async Task A_subscription_is_in_the_registry_that_deliveries_come_from()
    {
        await using var store = await TestStore.StartAsync(apiVersions: ["2026-07", "2026-10"]);

        var made = (await CreateAsync(store, new { uri = Uri, includeFields = (string[])["id", "updated_at"], filter = "id:1" }))
            .GetProperty("webhookSubscription");

        var registered = Assert.Single(store.Simulator.Subscriptions.All);
        Assert.Equal(("INVENTORY_LEVELS_UPDATE", Uri, "id:1"), (registered.Topic, registered.Uri, registered.Filter));
        Assert.Equal(["id", "updated_at"], registered.IncludeFields.AsEnumerable());
        Assert.Equal("JSON", made.GetProperty("format").GetString());
        Assert.Equal("2026-10", made.TextAt("apiVersion", "handle"));
        Assert.Equal("2026-11-23T08:00:00Z", made.GetProperty("createdAt").GetString());
    }

    [Theory]
    [InlineData("", "Address can't be blank")]
    [InlineData("http://app.example/webhooks", "Address protocol http:// is not supported")]
    [InlineData("app.example", "Address is invalid")]
    [InlineData("pubsub://project", "Address is not a valid GCP pub/sub format. Format should be pubsub://project:topic")]
    [InlineData("arn:aws:events:nowhere", "Address is not a valid AWS ARN")]
    public async Task An_address_that_no_webhook_can_go_to_is_a_user_error(string uri, string message)
    {
        await using var store = await TestStore.StartAsync();

        var result = await CreateAsync(store, new { uri });

        Assert.Equal(
            $$"""[{"field":["webhookSubscription","callbackUrl"],"message":"{{message}}"}]""", Decoded(result.GetProperty("userErrors")));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("webhookSubscription").ValueKind);
        Assert.Empty(store.Simulator.Subscriptions.All);
    }

    [Theory]
    [InlineData("pubsub://project:topic")]
    [InlineData("arn:aws:events:us-east-1::event-source/aws.partner/shopify.com/1/source")]
    public async Task Queues_in_other_clouds_are_addresses_as_well(string uri)
    {
        await using var store = await TestStore.StartAsync();

        Assert.Empty((await CreateAsync(store, new { uri })).GetProperty("userErrors").EnumerateArray());
    }

    [Fact]
    public async Task The_same_topic_and_address_twice_is_taken_unless_the_filter_differs()
    {
        await using var store = await TestStore.StartAsync();
        await CreateAsync(store, new { uri = Uri });

        var again = await CreateAsync(store, new { uri = Uri });
        var filtered = await CreateAsync(store, new { uri = Uri, filter = "id:1" });
        var ofOtherTopic = await CreateAsync(store, new { uri = Uri }, "PRODUCTS_UPDATE");

        Assert.Equal("Address for this topic has already been taken", again.TextAt("userErrors", 0, "message"));
        Assert.Empty(filtered.GetProperty("userErrors").EnumerateArray());
        Assert.Empty(ofOtherTopic.GetProperty("userErrors").EnumerateArray());
    }

    [Fact]
    public async Task Only_JSON_can_be_asked_for()
    {
        await using var store = await TestStore.StartAsync();

        var result = await CreateAsync(store, new { uri = Uri, format = "XML" });

        Assert.Equal("format", result.TextAt("userErrors", 0, "field", 1));
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_leaves_the_rest()
    {
        await using var store = await TestStore.StartAsync();
        var id = (await CreateAsync(store, new { uri = Uri, includeFields = (string[])["id"], filter = "id:1" })).TextAt(
            "webhookSubscription", "id");

        var moved = await MutateAsync(store, Update, new { id, input = new { uri = "https://app.example/other" } });
        var cleared = await MutateAsync(store, Update, new { id, input = new { filter = (string?)null } });

        Assert.Equal("id:1", moved.TextAt("webhookSubscription", "filter"));
        var registered = Assert.Single(store.Simulator.Subscriptions.All);
        Assert.Equal(("https://app.example/other", null), (registered.Uri, registered.Filter));
        Assert.Equal(["id"], registered.IncludeFields.AsEnumerable());
        Assert.Equal(JsonValueKind.Null, cleared.At("webhookSubscription", "filter").ValueKind);
    }

    [Fact]
    public async Task An_update_to_an_address_that_is_taken_changes_nothing()
    {
        await using var store = await TestStore.StartAsync();
        await CreateAsync(store, new { uri = Uri });
        var id = (await CreateAsync(store, new { uri = "https://app.example/other" })).TextAt("webhookSubscription", "id");

        var result = await MutateAsync(store, Update, new { id, input = new { uri = Uri } });

        Assert.Equal("Address for this topic has already been taken", result.TextAt("userErrors", 0, "message"));
        Assert.Equal("https://app.example/other", store.Simulator.Subscriptions.All[1].Uri);
    }

    [Fact]
    public async Task What_does_not_exist_can_neither_be_changed_nor_deleted()
    {
        await using var store = await TestStore.StartAsync();
        var id = (await CreateAsync(store, new { uri = Uri })).TextAt("webhookSubscription", "id");

        var deleted = await MutateAsync(store, Delete, new { id });
        var again = await MutateAsync(store, Delete, new { id });
        var updated = await MutateAsync(store, Update, new { id, input = new { uri = Uri } });

        Assert.Equal(id, deleted.GetProperty("deletedWebhookSubscriptionId").GetString());
        Assert.Empty(store.Simulator.Subscriptions.All);
        foreach (var result in (JsonElement[])[again, updated])
            Assert.Equal(
                """[{"field":["id"],"message":"Webhook subscription does not exist"}]""", result.GetProperty("userErrors").GetRawText());
    }

    [Fact]
    public async Task The_list_can_be_narrowed_by_topic_and_address()
    {
        await using var store = await TestStore.StartAsync();
        await CreateAsync(store, new { uri = Uri });
        await CreateAsync(store, new { uri = "https://app.example/other" });
        await CreateAsync(store, new { uri = Uri }, "PRODUCTS_UPDATE");
        const string List = "query($topics: [WebhookSubscriptionTopic!], $uri: String) { webhookSubscriptions(first: 10, topics: $topics, "
            + "uri: $uri) { nodes { topic uri } } }";

        Assert.Equal(3, await CountAsync(new { }));
        Assert.Equal(2, await CountAsync(new { topics = (string[])["INVENTORY_LEVELS_UPDATE"] }));
        Assert.Equal(2, await CountAsync(new { uri = Uri }));
        Assert.Equal(1, await CountAsync(new { topics = (string[])["PRODUCTS_UPDATE"], uri = Uri }));

        async Task<int> CountAsync(object variables) =>
            (await store.DataAsync(List, variables)).At("webhookSubscriptions", "nodes").GetArrayLength();
    }

    [Theory]
    [InlineData("read_products", "PRODUCTS_UPDATE", true)]
    [InlineData("read_products", "INVENTORY_ITEMS_UPDATE", false)] // either of two is enough
    [InlineData("read_inventory", "INVENTORY_LEVELS_UPDATE", true)]
    [InlineData("read_locations", "LOCATIONS_UPDATE", true)]
    [InlineData("read_products", "APP_UNINSTALLED", false)]
    public async Task A_topic_whose_scope_is_missing_cannot_be_subscribed(string scope, string topic, bool isDenied)
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.ScopesNotGranted = [scope];

        var result = (await store.DataAsync(Create, new { topic, input = new { uri = Uri } })).GetProperty("result");

        Assert.Equal(isDenied ? 0 : 1, store.Simulator.Subscriptions.All.Count);
        Assert.Equal(isDenied, result.GetProperty("userErrors")
            .GetRawText()
            .Contains("You cannot create a webhook subscription with the specified topic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_of_webhooks_is_the_apps_setting_and_not_the_calls()
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.WebhookApiVersion = "2026-07";

        Assert.Equal(
            "2026-07", (await CreateAsync(store, new { uri = Uri })).GetProperty("webhookSubscription").TextAt("apiVersion", "handle"));
    }

    [Fact]
    public async Task An_uninstallation_takes_the_tokens_and_the_subscriptions_until_the_app_is_installed_again()
    {
        await using var store = await TestStore.StartAsync();
        await CreateAsync(store, new { uri = Uri });

        store.Simulator.Uninstall();
        Assert.Empty(store.Simulator.Subscriptions.All);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await store.SendAsync("{ shop { id } }")).StatusCode);

        store.Simulator.Install();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await store.SendAsync("{ shop { id } }")).StatusCode);
        Assert.Empty(store.Simulator.Subscriptions.All);
    }

    private static Task<JsonElement> CreateAsync(TestStore store, object input, string topic = "INVENTORY_LEVELS_UPDATE") =>
        MutateAsync(store, Create, new { topic, input });

    private static async Task<JsonElement> MutateAsync(TestStore store, string mutation, object variables) =>
        (await store.DataAsync(mutation, variables)).GetProperty("result");

    private static string Decoded(JsonElement errors) => errors.GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal);
}
