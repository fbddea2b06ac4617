using System.Globalization;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// What merchants and customers do to the model store: one action per step, by the step's own dice, so that a step left out changes no
/// other's.
/// </summary>
internal sealed class Merchant(History history)
{
    private const int FewestVariants = 5;
    private const int MostVariants = 9;

    private readonly LocationActions _locations = new(history);

    private SimulatedShop Shop => history.Shop;

    /// <summary>A shop of a few products, with untracked items, items that are shared, and several locations.</summary>
    public void Open(Dice dice)
    {
        var locations = 2 + dice.Below(2);
        for (var i = 0; i < locations; i++) Shop.AddLocation($"Location {i}");
        for (var i = 0; i < 3; i++)
            Shop.AddProduct($"Product {i}", [.. Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => NewVariant(dice))]);
        while (Read(shop => shop.Variants.Count()) < FewestVariants + 1)
            Shop.AddVariant(Any(shop => shop.Products, dice)!.Id, NewVariant(dice));
        if (dice.Chance(700)) Share(dice);
    }

    public void Act(int step, Dice dice)
    {
        var what = dice.Below(100) switch
        {
            < 6 when history.Plan.ChangesLocations => _locations.Act(dice),
            < 45 => Adjust(dice),
            < 52 => Move(dice),
            < 58 => Connect(dice),
            < 64 => Disconnect(dice),
            < 69 => Track(dice),
            < 76 => Recode(dice),
            < 80 => Retitle(dice),
            < 85 => AddVariant(dice),
            < 89 => DeleteVariant(dice),
            < 92 => AddProduct(dice),
            < 94 => DeleteProduct(dice),
            < 96 => Share(dice),
            _ => ThereAndBack(dice),
        };
        if (what is not null) history.Tell(() => $"[{step}] {what}");
    }

    private string? Adjust(Dice dice)
    {
        if (Any(shop => shop.Levels, dice) is not { } level) return null;
        var by = dice.Chance(700) ? -1 - dice.Below(3) : 1 + dice.Below(20);
        Shop.Adjust(level.InventoryItemId, level.LocationId, by);
        return $"item {level.InventoryItemId} at {level.LocationId}: {by}, from {level.Available}";
    }

    /// <summary>5, 4, 5 within a second: the last of which Shopify may not tell.</summary>
    private string? ThereAndBack(Dice dice)
    {
        if (Any(shop => shop.Levels, dice) is not { } level) return null;
        Shop.Adjust(level.InventoryItemId, level.LocationId, -1);
        history.Scheduler.After(dice.Between(0.01, 0.6), () =>
        {
            if (Read(shop => shop.Level(level.InventoryItemId, level.LocationId)) is not null)
                Shop.Adjust(level.InventoryItemId, level.LocationId, 1);
        });
        return $"item {level.InventoryItemId} at {level.LocationId}: there and back within a second, from {level.Available}";
    }

    private string? Move(Dice dice)
    {
        if (Any(shop => shop.Items.Where(item => ActiveOf(shop, item).Count > 1), dice) is not { } item) return null;
        var locations = Read(shop => ActiveOf(shop, item));
        Shop.Move(item.Id, locations[0], locations[1], 1 + dice.Below(4));
        return $"item {item.Id}: some move from {locations[0]} to {locations[1]}";
    }

    private string? Connect(Dice dice)
    {
        var (item, location) = (Any(shop => shop.Items, dice)!, Any(shop => shop.Locations.Where(each => each.IsActive), dice)!);
        if (item.LocationIds.Contains(location.Id)) return null;
        Shop.Connect(item.Id, location.Id, dice.Below(30));
        return $"item {item.Id} is connected to {location.Id}";
    }

    private string? Disconnect(Dice dice)
    {
        if (Any(shop => shop.Levels, dice) is not { } level) return null;
        Shop.Disconnect(level.InventoryItemId, level.LocationId);
        return $"item {level.InventoryItemId} is disconnected from {level.LocationId}";
    }

    private string Track(Dice dice)
    {
        var item = Any(shop => shop.Items, dice)!;
        Shop.SetTracked(item.Id, !item.Tracked);
        return $"item {item.Id} is {(item.Tracked ? "not tracked" : "tracked")} from now on";
    }

    private string Recode(Dice dice)
    {
        var (variant, code) = (Any(shop => shop.Variants, dice)!, Code(dice));
        Shop.UpdateVariant(variant.Id, before => before with { Sku = code });
        return $"variant {variant.Id} gets the code {code}";
    }

    private string Retitle(Dice dice)
    {
        var (product, title) = (Any(shop => shop.Products, dice)!, $"Title {dice.Below(1000)}");
        Shop.UpdateProduct(product.Id, before => before with { Title = title, Status = dice.Chance(800) ? "ACTIVE" : "DRAFT" });
        return $"product {product.Id} gets the title {title}";
    }

    private string? AddVariant(Dice dice)
    {
        if (Read(shop => shop.Variants.Count()) >= MostVariants) return null;
        var variant = Shop.AddVariant(Any(shop => shop.Products, dice)!.Id, NewVariant(dice));
        return $"variant {variant.Id} of product {variant.ProductId} is made, with item {variant.InventoryItemId}";
    }

    private string? DeleteVariant(Dice dice)
    {
        if (Read(shop => shop.Variants.Count()) <= FewestVariants) return null;
        if (Any(shop => shop.Variants.Where(variant => shop.Product(variant.ProductId)!.VariantIds.Length > 1), dice) is not { } variant)
            return null;
        Shop.DeleteVariant(variant.Id);
        return $"variant {variant.Id} of product {variant.ProductId} is deleted";
    }

    private string? AddProduct(Dice dice)
    {
        if (Read(shop => shop.Variants.Count()) >= MostVariants) return null;
        var product = Shop.AddProduct($"Product {dice.Below(1000)}", NewVariant(dice));
        var isShort = dice.Chance(500);
        if (isShort) history.Scheduler.After(dice.Between(0.1, 20), () => DeleteIfThere(product.Id));
        return $"product {product.Id} is made, with variant {product.VariantIds[0]}{(isShort ? ", by mistake" : "")}";
    }

    private void DeleteIfThere(long productId)
    {
        if (Read(shop => shop.Product(productId)) is null) return;
        Shop.DeleteProduct(productId);
        history.Tell(() => $"product {productId} is deleted again");
    }

    private string? DeleteProduct(Dice dice)
    {
        var product = Any(shop => shop.Products, dice)!;
        if (Read(shop => shop.Variants.Count()) - product.VariantIds.Length < FewestVariants) return null;
        Shop.DeleteProduct(product.Id);
        return $"product {product.Id} is deleted";
    }

    private string? Share(Dice dice)
    {
        var (variant, item) = (Any(shop => shop.Variants, dice)!, Any(shop => shop.Items, dice)!);
        if (variant.InventoryItemId == item.Id) return null;
        Shop.MoveToItem(variant.Id, item.Id);
        return $"variant {variant.Id} moves from item {variant.InventoryItemId} to item {item.Id}";
    }

    private NewVariant NewVariant(Dice dice)
    {
        var locations = Read(shop => shop.Locations.Where(location => location.IsActive).Select(location => location.Id).ToList());
        var stock = locations.Where(_ => dice.Chance(700)).ToDictionary(location => location, _ => dice.Below(30));
        return new NewVariant(Code(dice), $"Variant {dice.Below(100)}", 10 + (dice.Below(9000) / 100m), Tracked: dice.Chance(850), stock);
    }

    private static List<long> ActiveOf(ShopView shop, InventoryItem item) =>
        [.. item.LocationIds.Where(location => shop.Location(location)!.IsActive)];

    private static string? Code(Dice dice) =>
        dice.Chance(100) ? null : string.Create(CultureInfo.InvariantCulture, $"CODE-{dice.Below(40)}");

    private T? Any<T>(Func<ShopView, IEnumerable<T>> among, Dice dice) where T : class
    {
        var all = Read(shop => among(shop).ToList());
        return all.Count == 0 ? null : dice.Of<T>(all);
    }

    private T Read<T>(Func<ShopView, T> read) => Shop.Read(read);
}
