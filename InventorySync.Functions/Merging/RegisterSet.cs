using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// The registers that the changes of one batch concern, loaded under their locks, and what they become. It tells a row that is absent from
/// one that was not loaded: asking for the latter throws <see cref="NotLoadedException"/>. What was loaded by its key is locked, so a write
/// of a column whose lock is not held throws as well (docs/decisions/0006).
/// </summary>
public sealed class RegisterSet
{
    private readonly Stack<Action> _undo = new();
    private readonly RegisterTable<long, ProductRegisters> _products;
    private readonly RegisterTable<long, ItemRegisters> _items;
    private readonly RegisterTable<LevelKey, LevelRegisters> _levels;
    private readonly RegisterTable<long, VariantRegisters> _variants;
    private readonly RegisterTable<long, UnreadVariant> _unread;
    private readonly Dictionary<long, bool> _locations = [];

    // Each holds more than belongs to its key now: what has moved away stays in, and is left out when it is read.
    private readonly Dictionary<long, SortedSet<long>> _variantsOfProduct = [];
    private readonly Dictionary<long, SortedSet<long>> _variantsOfItem = [];
    private readonly Dictionary<long, SortedSet<long>> _locationsOfItem = [];
    private readonly Dictionary<long, SortedSet<long>> _unreadOfProduct = [];

    /// <summary>A set of what is locked, and absent until a row is loaded.</summary>
    /// <param name="locked">Of a product all of its variants are loaded, of an item its levels and its variants.</param>
    /// <param name="variantIds">The variants that the changes name: each is loaded, whatever it belongs to.</param>
    /// <param name="absentSince">When the last full sync read: what it did not show, and nobody has met, was absent then. Null before the
    /// first.</param>
    public RegisterSet(LockedKeys locked, IEnumerable<long> variantIds, UnixTime? absentSince)
    {
        _products = new("Product", Comparer<long>.Default, _undo);
        _items = new("Inventory item", Comparer<long>.Default, _undo);
        _levels = new("Inventory level", LevelKey.Order, _undo);
        _variants = new("Variant", Comparer<long>.Default, _undo);
        _unread = new("Unread variant", Comparer<long>.Default, _undo);
        foreach (var id in locked.ProductIds) _products.Load(id, null);
        foreach (var id in locked.InventoryItemIds) _items.Load(id, null);
        foreach (var id in variantIds)
        {
            _variants.Load(id, null);
            _unread.Load(id, null);
        }

        if (absentSince is { } seenAt) Absence = new Presence(IsPresent: false, seenAt);
    }

    /// <summary>What is held about the presence of what has no row; null before the first full sync.</summary>
    public Presence? Absence { get; }

    public IReadOnlyList<RowChange<long, ProductRegisters>> ProductChanges => _products.Changes();

    public IReadOnlyList<RowChange<long, ItemRegisters>> ItemChanges => _items.Changes();

    public IReadOnlyList<RowChange<LevelKey, LevelRegisters>> LevelChanges => _levels.Changes();

    public IReadOnlyList<RowChange<long, VariantRegisters>> VariantChanges => _variants.Changes();

    public IReadOnlyList<RowChange<long, UnreadVariant>> UnreadChanges => _unread.Changes();

    public void Load(long productId, ProductRegisters row) => _products.Load(productId, row);

    public void Load(long inventoryItemId, ItemRegisters row) => _items.Load(inventoryItemId, row);

    public void Load(LevelKey key, LevelRegisters row)
    {
        _levels.Load(key, row);
        Add(_locationsOfItem, key.InventoryItemId, key.LocationId);
    }

    public void Load(long variantId, VariantRegisters row)
    {
        _variants.Load(variantId, row);
        Index(variantId, row);
    }

    public void Load(long variantId, UnreadVariant row)
    {
        _unread.Load(variantId, row);
        Add(_unreadOfProduct, row.ProductId, variantId);
    }

    /// <param name="counts">Whether what lies there is sold: the location is included, and not known to be inactive or deleted.</param>
    public void LoadLocation(long locationId, bool counts) => _locations[locationId] = counts;

    internal ProductRegisters? Product(long productId) => _products[productId];

    internal ItemRegisters? Item(long inventoryItemId) => _items[inventoryItemId];

    internal LevelRegisters? Level(LevelKey key)
    {
        Ensure(_items, key.InventoryItemId, "Inventory item");
        _levels.LoadAbsent(key); // all levels of its item are loaded
        return _levels[key];
    }

    internal VariantRegisters? Variant(long variantId) => _variants[variantId];

    internal UnreadVariant? Unread(long variantId) => _unread[variantId];

    /// <summary>The levels of an item, by their locations, ascending.</summary>
    internal IEnumerable<(LevelKey Key, LevelRegisters Level)> LevelsOf(long inventoryItemId)
    {
        Ensure(_items, inventoryItemId, "Inventory item");
        foreach (var locationId in Of(_locationsOfItem, inventoryItemId))
        {
            var key = new LevelKey(inventoryItemId, locationId);
            if (_levels[key] is { } level) yield return (key, level);
        }
    }

    /// <summary>The variants of a product, deleted ones included, by their ids, ascending.</summary>
    internal IEnumerable<(long VariantId, VariantRegisters Variant)> VariantsOfProduct(long productId)
    {
        Ensure(_products, productId, "Product");
        foreach (var id in Of(_variantsOfProduct, productId))
        {
            if (_variants[id] is { } variant && variant.ProductId == productId) yield return (id, variant);
        }
    }

    /// <summary>The variants of an item, deleted ones included, by their ids, ascending.</summary>
    internal IEnumerable<(long VariantId, VariantRegisters Variant)> VariantsOfItem(long inventoryItemId)
    {
        Ensure(_items, inventoryItemId, "Inventory item");
        foreach (var id in Of(_variantsOfItem, inventoryItemId))
        {
            if (_variants[id] is { } variant && variant.InventoryItemId == inventoryItemId) yield return (id, variant);
        }
    }

    /// <summary>The variants of a product that are named and not yet shown, by their ids, ascending.</summary>
    internal IEnumerable<(long VariantId, UnreadVariant Unread)> UnreadOf(long productId)
    {
        Ensure(_products, productId, "Product");
        foreach (var id in Of(_unreadOfProduct, productId))
        {
            if (_unread[id] is { } unread && unread.ProductId == productId) yield return (id, unread);
        }
    }

    /// <summary>Whether what lies at a location is sold.</summary>
    internal bool Counts(long locationId) =>
        _locations.TryGetValue(locationId, out var counts) ? counts : throw new NotLoadedException($"Location {locationId}");

    internal void Set(long productId, ProductRegisters row) => _products.Set(productId, row);

    internal void Set(long inventoryItemId, ItemRegisters row) => _items.Set(inventoryItemId, row);

    internal void Set(LevelKey key, LevelRegisters row)
    {
        _ = Level(key);
        _levels.Set(key, row);
        Add(_locationsOfItem, key.InventoryItemId, key.LocationId);
    }

    /// <summary>
    /// Its registers and its product's copies want the product's lock, a change of its item the locks of both items, and the item's copies
    /// the item's.
    /// </summary>
    internal void Set(long variantId, VariantRegisters row)
    {
        var held = _variants[variantId];
        if (held is null || (held.Membership, held.Presence, held.Product) != (row.Membership, row.Presence, row.Product))
        {
            Ensure(_products, row.ProductId, "Product");
            if (held is not null) Ensure(_products, held.ProductId, "Product");
        }

        if (held?.InventoryItemId != row.InventoryItemId || (held.Tracked, held.Available) != (row.Tracked, row.Available))
        {
            Ensure(_items, row.InventoryItemId, "Inventory item");
            if (held is not null) Ensure(_items, held.InventoryItemId, "Inventory item");
        }

        _variants.Set(variantId, row);
        Index(variantId, row);
    }

    /// <param name="row">Null where the variant is no longer unread.</param>
    internal void Set(long variantId, UnreadVariant? row)
    {
        if ((row ?? _unread[variantId]) is { } concerned) Ensure(_products, concerned.ProductId, "Product");
        _unread.Set(variantId, row);
        if (row is not null) Add(_unreadOfProduct, row.ProductId, variantId);
    }

    /// <summary>A change begins: what is set from now on can be taken back.</summary>
    internal void Begin() => _undo.Clear();

    /// <summary>Takes back what was set since <see cref="Begin"/>.</summary>
    internal void Undo()
    {
        while (_undo.TryPop(out var undo)) undo();
    }

    private void Index(long variantId, VariantRegisters row)
    {
        Add(_variantsOfProduct, row.ProductId, variantId);
        Add(_variantsOfItem, row.InventoryItemId, variantId);
    }

    private static void Add(Dictionary<long, SortedSet<long>> index, long key, long id)
    {
        if (!index.TryGetValue(key, out var ids)) index.Add(key, ids = []);
        ids.Add(id);
    }

    /// <summary>A copy, since what is done with the rows may add to the index.</summary>
    private static long[] Of(Dictionary<long, SortedSet<long>> index, long key) =>
        index.TryGetValue(key, out var ids) ? [.. ids] : [];

    private static void Ensure<TRow>(RegisterTable<long, TRow> table, long id, string name)
        where TRow : class
    {
        if (!table.IsLoaded(id)) throw new NotLoadedException($"{name} {id}");
    }
}
