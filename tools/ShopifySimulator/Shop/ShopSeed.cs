using System.Collections.Immutable;
using System.Globalization;

namespace ShopifySimulator.Shop;

/// <summary>
/// The records of a new shop: products of 1 to 12 variants over three locations, with what real catalogues have as well: codes that are
/// missing, blank or double, items that are not tracked, stock of zero and below, and variants that share an item.
/// </summary>
/// <param name="random">Decides everything: the same seed gives the same shop.</param>
/// <param name="now">The shop's clock; everything happened before it.</param>
public sealed class ShopSeed(Random random, DateTimeOffset now)
{
    private const long FirstId = 1_000_000_000_000;
    private const int MaxVariants = 12;

    private static readonly string[] LocationNames = ["Warehouse", "High Street", "Pop-up Store"];
    private static readonly string[] Kinds =
        ["Shirt", "Hoodie", "Jacket", "Trousers", "Dress", "Sneaker", "Cap", "Scarf", "Belt", "Backpack"];
    private static readonly string[] Styles = ["Linen", "Wool", "Denim", "Canvas", "Merino", "Corduroy", "Silk", "Fleece"];
    private static readonly string[] Makers = ["Aalto", "Birk", "Corvo", "Dahlia", "Ester", "Fjord", "Garda", "Hollis"];
    private static readonly string[] Colours = ["Black", "White", "Navy"];
    private static readonly string[] Sizes = ["S", "M", "L", "XL"];

    private readonly List<ShopRecord> _records = [];
    private readonly DateTimeOffset _second = new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    private long _lastId = FirstId;

    /// <param name="variants">How many, at least one.</param>
    public IReadOnlyList<ShopRecord> Make(int variants)
    {
        var locations = LocationNames.Select(name => new Location(++_lastId, name, IsActive: true, _second.AddYears(-1))).ToArray();
        _records.AddRange(locations);
        for (int made = 0, number = 1; made < variants; number++)
        {
            var count = Math.Min(random.Next(1, MaxVariants + 1), variants - made);
            AddProduct(number, count, locations);
            made += count;
        }

        return _records;
    }

    private void AddProduct(int number, int count, Location[] locations)
    {
        var productId = ++_lastId;
        var title = $"{Makers[random.Next(Makers.Length)]} {Styles[random.Next(Styles.Length)]} {Kinds[random.Next(Kinds.Length)]}";
        var status = random.Next(20) switch
        {
            0 => "DRAFT",
            1 => "ARCHIVED",
            _ => "ACTIVE",
        };
        var createdAt = Earlier();
        List<Variant> variants = [];
        for (var position = 0; position < count; position++) variants.Add(NewVariant(productId, number, position, count, createdAt));

        // One product in fifty has two variants that are the same goods.
        if (count > 1 && random.Next(50) == 0) variants[1] = variants[1] with { InventoryItemId = variants[0].InventoryItemId };

        _records.Add(new Product(productId, title, status, createdAt, Later(createdAt), [.. variants.Select(variant => variant.Id)]));
        _records.AddRange(variants);
        foreach (var sharers in variants.GroupBy(variant => variant.InventoryItemId))
            AddItem(sharers.Key, [.. sharers.Select(variant => variant.Id)], createdAt, locations);
    }

    private Variant NewVariant(long productId, int number, int position, int count, DateTimeOffset createdAt)
    {
        var title = count == 1 ? "Default Title" : $"{Colours[position / Sizes.Length]} / {Sizes[position % Sizes.Length]}";
        var sku = random.Next(200) switch
        {
            0 => null,
            1 => "",
            2 => "SAMPLE",
            _ => string.Create(
                CultureInfo.InvariantCulture, $"{Makers[number % Makers.Length][..2].ToUpperInvariant()}-{number:D5}-{position + 1:D2}"),
        };
        var barcode = random.Next(4) == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"40{random.NextInt64(10_000_000_000, 99_999_999_999)}");
        return new Variant(
            ++_lastId, productId, ++_lastId, sku, barcode, title, random.Next(5, 250) + (random.Next(2) == 0 ? 0.99m : 0.5m), createdAt,
            Later(createdAt));
    }

    private void AddItem(long itemId, ImmutableArray<long> variantIds, DateTimeOffset createdAt, Location[] locations)
    {
        Location[] places = [.. locations.Where((_, index) => index == 0 || random.Next(4) != 0)];
        _records.Add(new InventoryItem(
            itemId, random.Next(25) != 0, createdAt, Later(createdAt), variantIds, [.. places.Select(place => place.Id)]));
        foreach (var place in places)
        {
            var available = random.Next(12) switch
            {
                0 => 0,
                1 => -random.Next(1, 4),
                _ => random.Next(1, 80),
            };
            _records.Add(new InventoryLevel(
                ++_lastId, itemId, place.Id, available, random.Next(4), random.Next(5) == 0 ? random.Next(40) : 0, Later(createdAt)));
        }
    }

    private DateTimeOffset Earlier() => _second.AddSeconds(-random.Next(30 * 86_400, 300 * 86_400));

    private DateTimeOffset Later(DateTimeOffset time) => time.AddSeconds(random.NextInt64((long)(_second - time).TotalSeconds - 3_600));
}
