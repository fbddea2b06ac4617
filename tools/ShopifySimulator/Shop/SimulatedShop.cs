namespace ShopifySimulator.Shop;

/// <summary>
/// A shop: its records, and what merchants and customers do to them. Every action happens at one instant, under one lock, and is told as
/// events. SimulatedShop.Actions.cs has the actions.
/// </summary>
/// <param name="domain">Its permanent domain, such as simulated.myshopify.com.</param>
/// <param name="clock">Shopify's clock.</param>
/// <param name="random">Where the ids of events come from.</param>
public sealed partial class SimulatedShop(string domain, TimeProvider clock, Random random)
{
    /// <summary>How far back a lagging read may look.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(10);

    /// <summary>The shop's own number.</summary>
    internal const long ShopId = 1;

    private readonly Lock _lock = new();
    private long _lastId = 1_000_000_000_000;
    private DateTimeOffset _lastActionAt;

    /// <summary>Is told what happened, in its order, under the shop's lock: hand it on and return.</summary>
    public Action<ShopEvent>? Happened { get; set; }

    /// <summary>Is told each record that was written, in its order, under the shop's lock.</summary>
    public Action<ShopRecord>? Written { get; set; }

    /// <summary>Is told that the action is over whose records were written, still under the shop's lock.</summary>
    public Action? Acted { get; set; }

    public string Domain { get; } = domain;

    /// <summary>What the shop's times are written in: not UTC, so that nobody gets away with reading them as such.</summary>
    public TimeSpan Offset { get; } = TimeSpan.FromHours(-5);

    internal History<long, Location> Locations { get; } = new(LongestLag);

    internal History<long, Product> Products { get; } = new(LongestLag);

    internal History<long, Variant> Variants { get; } = new(LongestLag);

    internal History<long, InventoryItem> Items { get; } = new(LongestLag);

    internal History<(long InventoryItemId, long LocationId), InventoryLevel> Levels { get; } = new(LongestLag);

    /// <summary>Shopify's clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Reads what the shop was <paramref name="lag"/> ago, all of it at one instant.</summary>
    public T Read<T>(Func<ShopView, T> read, TimeSpan lag = default)
    {
        lock (_lock) return read(new ShopView(this, LatestInstant() - lag));
    }

    /// <summary>Reads what the shop was at an instant: several such reads see one shop, whatever happens between them.</summary>
    internal T ReadAt<T>(Func<ShopView, T> read, DateTimeOffset at)
    {
        lock (_lock) return read(new ShopView(this, at));
    }

    /// <summary>The greatest id that was given. None is given twice, not even a deleted record's.</summary>
    public long LastId
    {
        get
        {
            lock (_lock) return _lastId;
        }
    }

    /// <summary>
    /// Takes over the records of an earlier life, without a word to anybody. They have always been so: a lagging read sees them too.
    /// </summary>
    /// <param name="lastId">The <see cref="LastId"/> of that life, where a record that is no more may have had it.</param>
    public void Restore(IEnumerable<ShopRecord> records, long lastId = 0)
    {
        lock (_lock)
        {
            _lastId = Math.Max(_lastId, lastId);
            foreach (var record in records)
            {
                Put(record, now: null);
                _lastId = Math.Max(_lastId, IdOf(record));
            }
        }
    }

    internal static long IdOf(ShopRecord record) => record switch
    {
        Location location => location.Id,
        Product product => product.Id,
        Variant variant => variant.Id,
        InventoryItem item => item.Id,
        InventoryLevel level => level.Id,
        Deleted deleted => deleted.Id,
        _ => throw new ArgumentException($"There is no record {record.GetType()}.", nameof(record)),
    };

    /// <param name="now">Null if it has always been so.</param>
    private void Put(ShopRecord record, DateTimeOffset? now)
    {
        switch (record)
        {
            case Location location: Set(Locations, location.Id, location); break;
            case Product product: Set(Products, product.Id, product); break;
            case Variant variant: Set(Variants, variant.Id, variant); break;
            case InventoryItem item: Set(Items, item.Id, item); break;
            case InventoryLevel level: Set(Levels, (level.InventoryItemId, level.LocationId), level); break;
            case Deleted { Kind: "location", Id: var id }: Set(Locations, id, null); break;
            case Deleted { Kind: "product", Id: var id }: Set(Products, id, null); break;
            case Deleted { Kind: "variant", Id: var id }: Set(Variants, id, null); break;
            case Deleted { Kind: "item", Id: var id }: Set(Items, id, null); break;
            case Deleted { Kind: "level", Id: var id, LocationId: { } locationId }: Set(Levels, (id, locationId), null); break;
            default: throw new ArgumentException($"There is no record {record}.", nameof(record));
        }

        void Set<TKey, TRecord>(History<TKey, TRecord> history, TKey key, TRecord? value)
            where TKey : notnull
            where TRecord : class
        {
            if (now is { } at) history.Set(key, value, at);
            else history.Restore(key, value);
        }
    }

    /// <summary>One action: everything in it happens at one instant and has one event id.</summary>
    private T Act<T>(Func<Deed, T> act)
    {
        lock (_lock)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            _lastActionAt = LatestInstant();
            try
            {
                return act(new Deed(this, _lastActionAt, new Guid(bytes).ToString()));
            }
            finally
            {
                Acted?.Invoke();
            }
        }
    }

    /// <summary>
    /// Now, and never before the last action, even where the clock was set back: every action sees what the one before it did.
    /// </summary>
    private DateTimeOffset LatestInstant() => Now is var now && now > _lastActionAt ? now : _lastActionAt;

    /// <summary>What one action is doing.</summary>
    private sealed class Deed(SimulatedShop shop, DateTimeOffset now, string eventId)
    {
        /// <summary>The stamp on the records: whole seconds.</summary>
        public DateTimeOffset Second { get; } = new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

        public ShopView Shop { get; } = new(shop, now);

        public long NewId() => ++shop._lastId;

        public T Write<T>(T record) where T : ShopRecord
        {
            shop.Put(record, now);
            shop.Written?.Invoke(record);
            return record;
        }

        public void Tell(string topic, long id, long? locationId = null) =>
            shop.Happened?.Invoke(new ShopEvent(topic, id, locationId, now, eventId));

        /// <summary>
        /// The product's and its variants' stamps move with every change of theirs, a sale included, and the product's webhook tells it.
        /// </summary>
        public void TouchProductsOf(InventoryItem item)
        {
            foreach (var variantId in item.VariantIds)
            {
                var variant = Write(Shop.Variant(variantId)! with { UpdatedAt = Second });
                TouchProduct(variant.ProductId);
            }
        }

        public void TouchProduct(long productId)
        {
            Write(Shop.Product(productId)! with { UpdatedAt = Second });
            Tell("products/update", productId);
        }

        public void AddVariants(long productId, IReadOnlyList<NewVariant> variants)
        {
            foreach (var variant in variants)
            {
                var (itemId, variantId) = (NewId(), NewId());
                Write(new InventoryItem(itemId, variant.Tracked, Second, Second, [variantId], [.. variant.Stock.Keys]));
                Write(
                    new Variant(variantId, productId, itemId, variant.Sku, variant.Barcode, variant.Title, variant.Price, Second, Second));
                var product = Shop.Product(productId)!;
                Write(product with { VariantIds = product.VariantIds.Add(variantId), UpdatedAt = Second });
                Tell("inventory_items/create", itemId);
                foreach (var (locationId, available) in variant.Stock)
                {
                    Write(new InventoryLevel(NewId(), itemId, locationId, available, 0, 0, Second));
                    Tell("inventory_levels/connect", itemId, locationId);
                }
            }
        }

        /// <summary>The item and its levels go with the last of its variants.</summary>
        public void DeleteVariant(Variant variant)
        {
            Write(new Deleted("variant", variant.Id));
            var item = Shop.Item(variant.InventoryItemId)!;
            var others = item.VariantIds.Remove(variant.Id);
            if (others.Length > 0)
            {
                Write(item with { VariantIds = others });
                return;
            }

            foreach (var locationId in item.LocationIds) Write(new Deleted("level", item.Id, locationId));
            Write(new Deleted("item", item.Id));
            Tell("inventory_items/delete", item.Id);
        }
    }
}
