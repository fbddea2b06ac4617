using GraphQL;
using GraphQL.Utilities;
using ShopifySimulator.Api.Paging;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Api.Fields;

/// <summary>Inventory items, their levels, and the locations.</summary>
internal static class InventoryFields
{
    /// <summary>
    /// The names that a shop has quantities of.
    /// https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps#inventory-states
    /// </summary>
    private static readonly string[] QuantityNames =
        ["available", "committed", "damaged", "incoming", "on_hand", "quality_control", "reserved", "safety_stock"];

    public static void AddTo(TypeSettings types)
    {
        new FieldsOf<object>(types, "QueryRoot")
            .Add("inventoryItem", (_, reading, context) => reading.Read(shop => shop.Item(context.Id("InventoryItem"))))
            .Add("inventoryItems", (_, reading, context) => reading.Read(shop => Connection.Of(
                context, after => shop.ItemsAfter(after?.Id ?? 0), item => new Cursor("", item.Id))))
            .Add("inventoryLevel", (_, reading, context) => Level(reading, context.GetArgument<string>("id")))
            .Add("location", (_, reading, context) => Location(reading, context.GetArgument<string?>("id")))
            .Add("locations", (_, reading, context) => Locations(reading, context));

        new FieldsOf<InventoryItem>(types, "InventoryItem")
            .Add("createdAt", item => Texts.Time(item.CreatedAt))
            .Add("id", item => new Gid("InventoryItem", item.Id).ToString())
            .Add(
                "inventoryLevel",
                (item, reading, context) => reading.Read(shop => shop.Level(item.Id, context.Id("Location", "locationId"))))
            .Add("inventoryLevels", (item, reading, context) => reading.Read(shop => Connection.Of(
                context, item.LocationIds.Select(locationId => shop.Level(item.Id, locationId)!).OrderBy(level => level.Id),
                level => new Cursor("", level.Id))))
            .Add("legacyResourceId", item => Texts.Number(item.Id))
            .Add("locationsCount", item => item.LocationIds.Length)
            .Add("sku", (item, reading) => FirstVariant(item, reading).Sku)
            .Add("tracked", item => item.Tracked)
            .Add("updatedAt", item => Texts.Time(item.UpdatedAt))
            .Add("variant", (item, reading) => FirstVariant(item, reading))
            .Add("variants", (item, reading, context) => reading.Read(shop => Connection.Of(
                context, item.VariantIds.Select(id => shop.Variant(id)!).OrderBy(variant => variant.Id),
                variant => new Cursor("", variant.Id))));

        new FieldsOf<InventoryLevel>(types, "InventoryLevel")
            .Add("id", level => Gid.OfLevel(level))
            .Add("item", (level, reading) => reading.Read(shop => shop.Item(level.InventoryItemId)))
            .Add("location", (level, reading) => reading.Read(shop => shop.Location(level.LocationId)))
            .Add("quantities", (level, _, context) => Quantities(level, context.GetArgument<string[]>("names")))
            .Add("updatedAt", level => Texts.Time(level.UpdatedAt));

        new FieldsOf<Quantity>(types, "InventoryQuantity")
            .Add("id", quantity =>
                $"{new Gid("InventoryQuantity", quantity.Level.Id)}?inventory_item_id={quantity.Level.InventoryItemId}"
                + $"&name={quantity.Name}")
            .Add("name", quantity => quantity.Name)
            .Add("quantity", quantity => quantity.Value)
            .Add("updatedAt", quantity => Texts.Time(quantity.Level.UpdatedAt));

        new FieldsOf<Location>(types, "Location")
            .Add("id", location => new Gid("Location", location.Id).ToString())
            .Add("inventoryLevel", (location, reading, context) => reading.Read(
                shop => shop.Level(context.Id("InventoryItem", "inventoryItemId"), location.Id)))
            .Add("isActive", location => location.IsActive)
            .Add("legacyResourceId", location => Texts.Number(location.Id))
            .Add("name", location => location.Name)
            .Add("updatedAt", location => Texts.Time(location.UpdatedAt));
    }

    /// <summary>By its global id, in which the item is needed as well.</summary>
    public static InventoryLevel? Level(Reading reading, string id)
    {
        var number = Gid.Parse(id, "InventoryLevel");
        return Gid.ItemOfLevel(id) is not { } itemId ? null : reading.Read(shop => shop.Item(itemId)?.LocationIds
            .Select(locationId => shop.Level(itemId, locationId))
            .FirstOrDefault(level => level?.Id == number));
    }

    private static Variant FirstVariant(InventoryItem item, Reading reading) => reading.Read(shop => shop.Variant(item.VariantIds[0])!);

    /// <summary>Without an id the shop's first: Shopify's primary one.</summary>
    private static Location? Location(Reading reading, string? id)
    {
        if (id is null) return reading.Read(shop => shop.Locations.FirstOrDefault(location => location.IsActive));
        var number = Gid.Parse(id, "Location");
        return reading.Read(shop => shop.Location(number));
    }

    private static Connection Locations(Reading reading, IResolveFieldContext context)
    {
        var includesInactive = context.GetArgument<bool>("includeInactive");
        var isByName = context.GetArgument<string>("sortKey") == "NAME";
        return reading.Read(shop => Connection.Of(
            context,
            shop.Locations.Where(location => location.IsActive || includesInactive).OrderBy(Place),
            Place));

        Cursor Place(Location location) => new(isByName ? location.Name : "", location.Id);
    }

    private static List<Quantity> Quantities(InventoryLevel level, string[] names)
    {
        string[] unknown = [.. names.Except(QuantityNames, StringComparer.Ordinal)];
        if (unknown.Length > 0)
            throw new ExecutionError($"The quantity name {string.Join(", ", unknown)} is not one of {string.Join(", ", QuantityNames)}.")
            {
                Code = "INVALID",
            };
        return [.. names.Select(name => new Quantity(level, name))];
    }

    /// <summary>A quantity of a level; those that nothing here changes are 0.</summary>
    private sealed record Quantity(InventoryLevel Level, string Name)
    {
        public int Value => Name switch
        {
            "available" => Level.Available,
            "committed" => Level.Committed,
            "incoming" => Level.Incoming,
            "on_hand" => Level.OnHand,
            _ => 0,
        };
    }
}
