namespace ShopifySimulator.Shop;

/// <summary>
/// The shop as it was at one instant. Consistent as long as the shop's lock is held; between two calls the shop may go on.
/// </summary>
public sealed class ShopView
{
    private readonly SimulatedShop _shop;
    private readonly DateTimeOffset _at;

    internal ShopView(SimulatedShop shop, DateTimeOffset at) => (_shop, _at) = (shop, at);

    /// <summary>The shop's permanent domain.</summary>
    public string Domain => _shop.Domain;

    public IEnumerable<Location> Locations => Existing(_shop.Locations);

    public IEnumerable<Product> Products => Existing(_shop.Products);

    /// <summary>In the order of their ids.</summary>
    public IEnumerable<Variant> Variants => Existing(_shop.Variants);

    public IEnumerable<InventoryItem> Items => Existing(_shop.Items);

    public IEnumerable<InventoryLevel> Levels => Existing(_shop.Levels);

    /// <summary>Those with a greater id, found without a walk through the others: a page of a long list.</summary>
    internal IEnumerable<Product> ProductsAfter(long id) => Existing(_shop.Products, _shop.Products.IndexAfter(id));

    /// <inheritdoc cref="ProductsAfter"/>
    internal IEnumerable<Variant> VariantsAfter(long id) => Existing(_shop.Variants, _shop.Variants.IndexAfter(id));

    /// <inheritdoc cref="ProductsAfter"/>
    internal IEnumerable<InventoryItem> ItemsAfter(long id) => Existing(_shop.Items, _shop.Items.IndexAfter(id));

    public Location? Location(long id) => _shop.Locations.Get(id, _at);

    public Product? Product(long id) => _shop.Products.Get(id, _at);

    public Variant? Variant(long id) => _shop.Variants.Get(id, _at);

    public InventoryItem? Item(long id) => _shop.Items.Get(id, _at);

    public InventoryLevel? Level(long inventoryItemId, long locationId) => _shop.Levels.Get((inventoryItemId, locationId), _at);

    private IEnumerable<TRecord> Existing<TKey, TRecord>(History<TKey, TRecord> history, int from = 0)
        where TKey : notnull
        where TRecord : class
    {
        // By index: the shop may add while a caller without its lock goes through.
        for (var i = from; i < history.Keys.Count; i++)
        {
            if (history.Get(history.Keys[i], _at) is { } record) yield return record;
        }
    }
}
