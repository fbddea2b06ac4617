using System.Reflection;
using System.Text.RegularExpressions;
using InventorySync.Inventory;
using InventorySync.Tests.Architecture;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Inventory;

public sealed partial class TopicsTests
{
    public static TheoryData<string, string, string> Rows => new()
    {
        { "inventory_levels/update", "INVENTORY_LEVELS_UPDATE", ChangeKinds.Level },
        { "inventory_levels/connect", "INVENTORY_LEVELS_CONNECT", ChangeKinds.Level },
        { "inventory_levels/disconnect", "INVENTORY_LEVELS_DISCONNECT", ChangeKinds.Level },
        { "inventory_items/create", "INVENTORY_ITEMS_CREATE", ChangeKinds.Item },
        { "inventory_items/update", "INVENTORY_ITEMS_UPDATE", ChangeKinds.Item },
        { "inventory_items/delete", "INVENTORY_ITEMS_DELETE", ChangeKinds.Item },
        { "products/create", "PRODUCTS_CREATE", ChangeKinds.Product },
        { "products/update", "PRODUCTS_UPDATE", ChangeKinds.Product },
        { "products/delete", "PRODUCTS_DELETE", ChangeKinds.Product },
        { "locations/activate", "LOCATIONS_ACTIVATE", ChangeKinds.Location },
        { "locations/deactivate", "LOCATIONS_DEACTIVATE", ChangeKinds.Location },
        { "locations/delete", "LOCATIONS_DELETE", ChangeKinds.Location },
        { "app/uninstalled", "APP_UNINSTALLED", ChangeKinds.Uninstalled },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_topic_has_its_two_names_and_its_kind(string name, string graphQlName, string kind)
    {
        var topic = Topics.Find(name);

        Assert.NotNull(topic);
        Assert.Equal((name, graphQlName, kind), (topic.Name, topic.GraphQlName, topic.Kind));
        Assert.Same(topic, Topics.OfGraphQl(graphQlName));
        Assert.Equal(kind == ChangeKinds.Level, topic.LevelEvent is not null);
        Assert.Equal(kind == ChangeKinds.Item, topic.ItemEvent is not null);
        Assert.Equal(kind == ChangeKinds.Product, topic.ProductEvent is not null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("orders/create")]
    [InlineData("PRODUCTS_UPDATE")]
    [InlineData("Products/Update")]
    public void Another_name_is_no_topic_of_the_app(string? name) => Assert.Null(Topics.Find(name));

    /// <summary>One that is not listed would be neither subscribed nor read.</summary>
    [Fact]
    public void Every_topic_is_listed_once() => Assert.Equal(
        typeof(Topics).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Topic))
            .Select(property => ((Topic)property.GetValue(null)!).Name)
            .Order(StringComparer.Ordinal),
        Topics.All.Select(topic => topic.Name).Order(StringComparer.Ordinal));

    /// <summary>A second place that spells a topic would be forgotten when one is added.</summary>
    [Fact]
    public void Only_the_table_spells_a_topic() => Assert.Empty(
        SourceFiles.All
            .Where(file => file.StartsWith("InventorySync.Functions/", StringComparison.Ordinal))
            .Where(file => file != "InventorySync.Functions/Inventory/Topics.cs")
            .SelectMany(file => SpelledIn(SourceFiles.Read(file)).Select(topic => $"{file}: {topic}")));

    [Theory]
    [InlineData("if (topic == \"products/update\") return;", "products/update")]
    [InlineData("WHERE Topic LIKE N'inventory_levels/%'", "inventory_levels/")]
    [InlineData("public const string Topic = \"INVENTORY_ITEMS_CREATE\";", "INVENTORY_ITEMS_CREATE")]
    [InlineData("mutation { webhookSubscriptionCreate(topic: APP_UNINSTALLED) { x } }", "APP_UNINSTALLED")]
    public void A_topic_that_is_spelled_elsewhere_is_found(string text, string topic) => Assert.Equal([topic], SpelledIn(text));

    [Theory]
    [InlineData("/// The body of app/uninstalled. https://shopify.dev/docs/api/webhooks/latest#list-of-topics-app/uninstalled")]
    [InlineData("-- inventory_levels/update says nothing of presence")]
    [InlineData("Route = \"webhooks/products\", Name = \"ProductUpdateFunction\"")]
    public void What_a_comment_says_of_a_topic_and_what_is_named_after_one_are_let_through(string text) => Assert.Empty(SpelledIn(text));

    /// <summary>The merchant reads there which topics go where, and subscribes them by hand where the app does not.</summary>
    [Fact]
    public void The_readme_lists_every_topic_beside_its_endpoint()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));

        Assert.All(Topics.All, topic => Assert.Contains(rows, row =>
            row.StartsWith($"| `{topic.Endpoint[(WebhookRoutes.Root.Length + 1)..]}` |", StringComparison.Ordinal)
            && row.Split('|')[2].Split(';').Any(group => Lists(group, topic.Name))));
    }

    private static IEnumerable<string> SpelledIn(string text) =>
        Spelling().Matches(Comment().Replace(text, "")).Select(match => match.Value);

    /// <summary>A comment may name a topic: it says what Shopify means by it.</summary>
    [GeneratedRegex(@"(//|--) .*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Comment();

    /// <summary>The beginning of a header's name, as a pattern of SQL has it, or the whole; or the name in GraphQL.</summary>
    [GeneratedRegex(
        @"\b(inventory_levels|inventory_items|products|locations|app)/([a-z]+\b|(?=%))"
        + @"|\b(INVENTORY_LEVELS|INVENTORY_ITEMS|PRODUCTS|LOCATIONS|APP)_[A-Z]+\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Spelling();

    /// <summary>Of `products/create`, `/update` the second is products/update.</summary>
    private static bool Lists(string group, string name)
    {
        string[] parts = [.. group.Split(',').Select(part => part.Trim(' ', '`'))];
        var stem = parts[0][..parts[0].IndexOf('/', StringComparison.Ordinal)];
        return parts.Any(part => part == name || stem + part == name);
    }
}
