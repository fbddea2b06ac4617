using System.Reflection;
using InventorySync.Inventory;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Inventory;

public sealed class TopicsTests
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

    /// <summary>The merchant reads there which topics go where, and subscribes them by hand where the app does not.</summary>
    [Fact]
    public void The_readme_lists_every_topic_beside_its_endpoint()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));

        Assert.All(Topics.All, topic => Assert.Contains(rows, row =>
            row.StartsWith($"| `{topic.Endpoint[(WebhookRoutes.Root.Length + 1)..]}` |", StringComparison.Ordinal)
            && row.Split('|')[2].Split(';').Any(group => Lists(group, topic.Name))));
    }

    /// <summary>Of `products/create`, `/update` the second is products/update.</summary>
    private static bool Lists(string group, string name)
    {
        string[] parts = [.. group.Split(',').Select(part => part.Trim(' ', '`'))];
        var stem = parts[0][..parts[0].IndexOf('/', StringComparison.Ordinal)];
        return parts.Any(part => part == name || stem + part == name);
    }
}
