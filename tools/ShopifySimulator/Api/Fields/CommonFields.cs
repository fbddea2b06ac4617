using GraphQL;
using GraphQL.Utilities;
using ShopifySimulator.Api.Access;
using ShopifySimulator.Api.Paging;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Api.Fields;

/// <summary>The shop, the app, the look-up of anything by its id, and what all lists have.</summary>
internal static class CommonFields
{
    private static readonly string[] Connections =
        ["BulkOperation", "InventoryItem", "InventoryLevel", "Location", "Product", "ProductVariant", "WebhookSubscription"];

    public static void AddTo(TypeSettings types)
    {
        new FieldsOf<object>(types, "QueryRoot")
            .Add("currentAppInstallation", _ => new Installation(1))
            .Add("node", (_, reading, context) => Node(reading, context.GetArgument<string>("id")))
            .Add("nodes", (_, reading, context) => context.GetArgument<string[]>("ids").Select(id => Node(reading, id)).ToList())
            .Add("publicApiVersions", (_, reading) => reading.Options.ApiVersions)
            .Add("shop", (_, reading) => reading.Options.Shop);

        new FieldsOf<SimulatedShop>(types, "Shop")
            .Add("id", _ => new Gid("Shop", SimulatedShop.ShopId).ToString())
            .Add("myshopifyDomain", shop => shop.Domain)
            .Add("name", shop => shop.Domain.Split('.')[0])
            .Add("timezoneOffsetMinutes", shop => (int)shop.Offset.TotalMinutes);
        new FieldsOf<Installation>(types, "AppInstallation")
            .Add("accessScopes", (_, reading) => Scopes.GrantedBut(reading.Options.Faults))
            .Add("id", installation => new Gid("AppInstallation", installation.Id).ToString());
        new FieldsOf<string>(types, "AccessScope")
            .Add("description", scope => $"The app may {scope.Replace('_', ' ')}")
            .Add("handle", scope => scope);
        new FieldsOf<string>(types, "ApiVersion")
            .Add("displayName", (version, reading) => version == reading.Options.ApiVersions[^1] ? $"{version} (Latest)" : version)
            .Add("handle", version => version)
            .Add("supported", (version, reading) => reading.Options.ApiVersions.Contains(version, StringComparer.Ordinal));
        new FieldsOf<UserError>(types, "UserError").Add("field", error => error.Field).Add("message", error => error.Message);
        new FieldsOf<int?>(types, "Count").Add("count", count => count).Add("precision", _ => "EXACT");
        AddConnections(types);
    }

    private static void AddConnections(TypeSettings types)
    {
        foreach (var type in Connections)
        {
            new FieldsOf<Connection>(types, $"{type}Connection")
                .Add("edges", connection => connection.Edges)
                .Add("nodes", connection => connection.Edges.Select(edge => edge.Node).ToList())
                .Add("pageInfo", connection => connection);
            new FieldsOf<Edge>(types, $"{type}Edge").Add("cursor", edge => edge.Cursor.ToString()).Add("node", edge => edge.Node);
        }

        new FieldsOf<Connection>(types, "PageInfo")
            .Add("endCursor", page => page.Edges is [.., var last] ? last.Cursor.ToString() : null)
            .Add("hasNextPage", page => page.HasNextPage)
            .Add("hasPreviousPage", page => page.HasPreviousPage)
            .Add("startCursor", page => page.Edges is [var first, ..] ? first.Cursor.ToString() : null);
    }

    /// <returns>Null if there is none (any more), as of a type that this API has not.</returns>
    private static object? Node(Reading reading, string id)
    {
        var gid = Gid.Parse(id);
        return gid.Type switch
        {
            "AppInstallation" when gid.Number == 1 => new Installation(1),
            "BulkOperation" => reading.Operations.Get(gid.Number),
            "InventoryItem" => reading.Read(shop => shop.Item(gid.Number)),
            "InventoryLevel" => InventoryFields.Level(reading, id),
            "Location" => reading.Read(shop => shop.Location(gid.Number)),
            "Product" => reading.Read(shop => shop.Product(gid.Number)),
            "ProductVariant" => reading.Read(shop => shop.Variant(gid.Number)),
            "Shop" when gid.Number == SimulatedShop.ShopId => reading.Options.Shop,
            "WebhookSubscription" => SubscriptionFields.Find(reading, gid.Number),
            _ => null,
        };
    }

    /// <summary>The app in this shop.</summary>
    private sealed record Installation(long Id);
}
