namespace ShopifySimulator.Shop;

public sealed partial class SimulatedShop
{
    public Location AddLocation(string name) =>
        Act(action => action.Write(new Location(action.NewId(), name, IsActive: true, action.Second)));

    public Location SetLocationActive(long locationId, bool isActive) => Act(action =>
    {
        var location = action.Write(
            Known(action.Shop.Location(locationId), "location", locationId) with { IsActive = isActive, UpdatedAt = action.Second });
        action.Tell(isActive ? "locations/activate" : "locations/deactivate", locationId);
        return location;
    });

    /// <summary>As Shopify lets one be deleted only when it is inactive and holds nothing, what it holds is disconnected first.</summary>
    public void DeleteLocation(long locationId)
    {
        if (Read(view => Known(view.Location(locationId), "location", locationId).IsActive))
            throw new InvalidOperationException($"Location {locationId} is active: deactivate it first.");
        foreach (var itemId in Read(
            view => view.Items.Where(item => item.LocationIds.Contains(locationId)).Select(item => item.Id).ToList()))
            Disconnect(itemId, locationId);
        Act(action =>
        {
            action.Write(new Deleted("location", locationId));
            action.Tell("locations/delete", locationId);
            return true;
        });
    }

    public Product AddProduct(string title, params IReadOnlyList<NewVariant> variants) => Act(action =>
    {
        var product = action.Write(new Product(action.NewId(), title, "ACTIVE", action.Second, action.Second, []));
        action.AddVariants(product.Id, variants);
        action.Tell("products/create", product.Id);
        return action.Shop.Product(product.Id)!;
    });

    public Product UpdateProduct(long productId, Func<Product, Product> change) => Act(action =>
    {
        action.Write(change(Known(action.Shop.Product(productId), "product", productId)));
        action.TouchProduct(productId);
        return action.Shop.Product(productId)!;
    });

    public void DeleteProduct(long productId) => Act(action =>
    {
        foreach (var variantId in Known(action.Shop.Product(productId), "product", productId).VariantIds)
            action.DeleteVariant(action.Shop.Variant(variantId)!);
        action.Write(new Deleted("product", productId));
        action.Tell("products/delete", productId);
        return true;
    });

    public Variant AddVariant(long productId, NewVariant variant) => Act(action =>
    {
        Known(action.Shop.Product(productId), "product", productId);
        action.AddVariants(productId, [variant]);
        action.TouchProduct(productId);
        return action.Shop.Variant(action.Shop.Product(productId)!.VariantIds[^1])!;
    });

    /// <summary>The code is the item's too, whose webhook tells it as well.</summary>
    public Variant UpdateVariant(long variantId, Func<Variant, Variant> change) => Act(action =>
    {
        var before = Known(action.Shop.Variant(variantId), "variant", variantId);
        var after = action.Write(change(before) with { UpdatedAt = action.Second });
        if (after.Sku != before.Sku)
        {
            action.Write(action.Shop.Item(after.InventoryItemId)! with { UpdatedAt = action.Second });
            action.Tell("inventory_items/update", after.InventoryItemId);
        }

        action.TouchProduct(after.ProductId);
        return after;
    });

    public void DeleteVariant(long variantId) => Act(action =>
    {
        var variant = Known(action.Shop.Variant(variantId), "variant", variantId);
        action.DeleteVariant(variant);
        var product = action.Shop.Product(variant.ProductId)!;
        action.Write(product with { VariantIds = product.VariantIds.Remove(variantId) });
        action.TouchProduct(product.Id);
        return true;
    });

    /// <summary>Lets a variant share another's inventory item; its own goes with its last variant.</summary>
    public Variant MoveToItem(long variantId, long inventoryItemId) => Act(action =>
    {
        var variant = Known(action.Shop.Variant(variantId), "variant", variantId);
        var item = Known(action.Shop.Item(inventoryItemId), "inventory item", inventoryItemId);
        if (variant.InventoryItemId == inventoryItemId) return variant;
        action.DeleteVariant(variant);
        action.Write(item with { VariantIds = item.VariantIds.Add(variantId) });
        var moved = action.Write(variant with { InventoryItemId = inventoryItemId, UpdatedAt = action.Second });
        action.TouchProduct(variant.ProductId);
        return moved;
    });

    public InventoryItem SetTracked(long inventoryItemId, bool tracked) => Act(action =>
    {
        var item = action.Write(
            Known(action.Shop.Item(inventoryItemId), "inventory item", inventoryItemId) with
            {
                Tracked = tracked, UpdatedAt = action.Second,
            });
        action.Tell("inventory_items/update", inventoryItemId);
        action.TouchProductsOf(item);
        return item;
    });

    /// <summary>Sells (negative) or restocks (positive).</summary>
    public InventoryLevel Adjust(long inventoryItemId, long locationId, int by) =>
        Act(action => Adjust(action, inventoryItemId, locationId, by));

    /// <summary>A transfer: two levels of one action.</summary>
    public void Move(long inventoryItemId, long fromLocationId, long toLocationId, int quantity) => Act(action =>
    {
        Known(action.Shop.Level(inventoryItemId, toLocationId), "level at location", toLocationId);
        Adjust(action, inventoryItemId, fromLocationId, -quantity);
        Adjust(action, inventoryItemId, toLocationId, quantity);
        return true;
    });

    public InventoryLevel Connect(long inventoryItemId, long locationId, int available) => Act(action =>
    {
        var item = Known(action.Shop.Item(inventoryItemId), "inventory item", inventoryItemId);
        Known(action.Shop.Location(locationId), "location", locationId);
        if (item.LocationIds.Contains(locationId))
            return Adjust(action, inventoryItemId, locationId, available - action.Shop.Level(inventoryItemId, locationId)!.Available);
        action.Write(item with { LocationIds = item.LocationIds.Add(locationId) });
        var level = action.Write(new InventoryLevel(action.NewId(), inventoryItemId, locationId, available, 0, 0, action.Second));
        action.Tell("inventory_levels/connect", inventoryItemId, locationId);
        action.TouchProductsOf(item);
        return level;
    });

    public void Disconnect(long inventoryItemId, long locationId) => Act(action =>
    {
        var item = Known(action.Shop.Item(inventoryItemId), "inventory item", inventoryItemId);
        Known(action.Shop.Level(inventoryItemId, locationId), "level at location", locationId);
        action.Write(item with { LocationIds = item.LocationIds.Remove(locationId) });
        action.Write(new Deleted("level", inventoryItemId, locationId));
        action.Tell("inventory_levels/disconnect", inventoryItemId, locationId);
        action.TouchProductsOf(item);
        return true;
    });

    /// <summary>That the app is uninstalled, which is told the app as the last thing.</summary>
    internal void TellUninstalled() => Act(action =>
    {
        action.Tell("app/uninstalled", ShopId);
        return true;
    });

    private static InventoryLevel Adjust(Deed action, long inventoryItemId, long locationId, int by)
    {
        var level = Known(action.Shop.Level(inventoryItemId, locationId), "level at location", locationId);
        var after = action.Write(level with { Available = level.Available + by, UpdatedAt = action.Second });
        action.Tell("inventory_levels/update", inventoryItemId, locationId);
        action.TouchProductsOf(action.Shop.Item(inventoryItemId)!);
        return after;
    }

    private static T Known<T>(T? record, string what, long id) where T : class =>
        record ?? throw new KeyNotFoundException($"The shop has no {what} {id}.");
}
