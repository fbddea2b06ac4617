using ShopifySimulator.Shop;

namespace InventorySync.Tests.EndToEnd;

/// <summary>
/// A merchant's day, and in between what is hard to follow: changes of one thing in quick succession, shared items, large products,
/// deletions.
/// </summary>
/// <param name="random">Decides everything.</param>
internal sealed class Commotion(SimulatedShop shop, Random random)
{
    /// <summary>One more than a webhook gives bodies of.</summary>
    private const int VariantsOfLargeProduct = 101;

    private readonly Merchant _merchant = new(shop, random, changesCatalogue: true);

    /// <summary>Products of its own, that the merchant does not know of and so does not miss.</summary>
    private readonly List<long> _productIds = [];

    private bool _hasLargeProduct;

    /// <summary>Does the next thing.</summary>
    /// <returns>What it was, for people to read.</returns>
    public string Act() => random.Next(20) switch
    {
        < 9 => _merchant.Act(),
        9 => ThereAndBack(),
        10 => AddAndDelete(),
        11 => TrackThereAndBack(),
        12 => ConnectThereAndBack(),
        13 => AddProduct(random.Next(1, 6)),
        14 => _hasLargeProduct ? AddProduct(2) : AddLargeProduct(),
        15 => OfOwn(product => shop.DeleteProduct(product.Id), "deleted"),
        16 => OfOwn(product => shop.AddVariant(product.Id, NewVariant()), "added a variant to"),
        17 => OfOwn(Share, "let variants share an item of"),
        18 => OfOwn(product => Sell(shop.Read(view => view.Variant(AnyOf(product.VariantIds))!)), "sold one of"),
        _ => OfOwn(DeleteVariant, "deleted a variant of"),
    };

    private string ThereAndBack()
    {
        var level = AnyLevel();
        var pieces = random.Next(1, 3);
        shop.Adjust(level.InventoryItemId, level.LocationId, -pieces);
        if (random.Next(2) == 0) shop.Adjust(level.InventoryItemId, level.LocationId, -1);
        shop.Adjust(level.InventoryItemId, level.LocationId, pieces);
        return $"{level.Available} -> {level.Available - pieces} -> about {level.Available} of item {level.InventoryItemId} at "
            + $"{level.LocationId}";
    }

    private string TrackThereAndBack()
    {
        var item = shop.Read(view => view.Item(AnyLevel().InventoryItemId)!);
        for (var times = random.Next(2, 4); times > 0; times--) shop.SetTracked(item.Id, !shop.Read(view => view.Item(item.Id)!.Tracked));
        return $"item {item.Id}, which was tracked {item.Tracked}, was not and was again";
    }

    private string ConnectThereAndBack()
    {
        var level = AnyLevel();
        shop.Disconnect(level.InventoryItemId, level.LocationId);
        if (random.Next(4) == 0) return $"disconnected item {level.InventoryItemId} from {level.LocationId}";
        shop.Connect(level.InventoryItemId, level.LocationId, random.Next(9));
        if (random.Next(4) == 0) shop.Disconnect(level.InventoryItemId, level.LocationId);
        return $"disconnected item {level.InventoryItemId} from {level.LocationId}, and connected it again, perhaps for a moment";
    }

    private string AddAndDelete()
    {
        var product = shop.AddProduct("Mayfly", NewVariant(), NewVariant());
        if (random.Next(2) == 0) shop.DeleteVariant(product.VariantIds[0]);
        shop.DeleteProduct(product.Id);
        return $"added product {product.Id} and deleted it";
    }

    private string AddLargeProduct()
    {
        _hasLargeProduct = true;
        return AddProduct(VariantsOfLargeProduct);
    }

    private string AddProduct(int variants)
    {
        var product = shop.AddProduct($"Own {random.Next(1000)}", [.. Enumerable.Range(0, variants).Select(_ => NewVariant())]);
        _productIds.Add(product.Id);
        return $"added product {product.Id} of {variants} variants";
    }

    private string OfOwn(Action<Product> act, string what)
    {
        _productIds.RemoveAll(id => shop.Read(view => view.Product(id) is null));
        if (_productIds.Count == 0) return ThereAndBack();
        var product = shop.Read(view => view.Product(AnyOf(_productIds))!);
        act(product);
        return $"{what} product {product.Id}";
    }

    private void Share(Product product) => shop.MoveToItem(
        AnyOf(product.VariantIds), shop.Read(view => view.Variant(AnyOf(product.VariantIds))!.InventoryItemId));

    private void DeleteVariant(Product product)
    {
        if (product.VariantIds.Length > 1) shop.DeleteVariant(AnyOf(product.VariantIds));
        else shop.DeleteProduct(product.Id);
    }

    private void Sell(Variant variant)
    {
        var places = shop.Read(view => view.Item(variant.InventoryItemId)!.LocationIds);
        if (places.Length > 0) shop.Adjust(variant.InventoryItemId, AnyOf(places), -1);
    }

    private NewVariant NewVariant() => new(
        $"OWN-{random.Next(100)}", $"Edition {random.Next(100)}", random.Next(5, 100), Tracked: random.Next(5) != 0,
        shop.Read(view => view.Locations.Select(location => location.Id).ToList())
            .Where(_ => random.Next(2) == 0)
            .ToDictionary(id => id, _ => random.Next(30)));

    private InventoryLevel AnyLevel() => AnyOf(shop.Read(view => view.Levels.ToList()));

    private T AnyOf<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
