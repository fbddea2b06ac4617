using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace Benchmarks.Samples;

/// <summary>
/// A shop whose every row is a function of its number, so that a million variants need no memory: products of five variants, an item each,
/// and one to three levels by item. As of a <paramref name="version"/>: each further one has changed every hundredth variant's price and
/// its first level's number.
/// </summary>
internal sealed class Catalogue(int variants, int version = 0)
{
    public const int VariantsOfProduct = 5;

    private const long FirstId = 8_000_000_000_000;
    private const long LocationId = 70_000_000_001;
    private const int ChangedOneIn = 100;

    private static readonly UnixTime Begin = UnixTime.From(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly string[] Titles = ["Aalto Linen Shirt", "Birk Wool Jacket", "Corvo Denim Trousers", "Fjord Größe Hoodie"];
    private static readonly string[] Options = ["Black / S", "Black / M", "White / M", "White / L", "Navy / XL"];

    public int Variants => variants;

    public StagedBatch Locations { get; } = new(
        [], [], [.. Enumerable.Range(0, 3).Select(place => new StagedLocation(LocationId + place, $"Location {place}", IsActive: true))]);

    /// <summary>After everything that it says.</summary>
    public UnixTime ReadAt => Begin.Add(TimeSpan.FromDays(100 + version));

    public StagedVariant Variant(int number)
    {
        var product = number / VariantsOfProduct;
        return new StagedVariant(
            FirstId + number,
            FirstId + variants + product,
            ItemId(number),
            new VariantDetails(
                string.Create(CultureInfo.InvariantCulture, $"SKU-{number:D7}"),
                number % 4 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"40{number:D11}"),
                Options[number % VariantsOfProduct], 19.90m + (IsChanged(number) ? version : 0)),
            Titles[product % Titles.Length],
            "ACTIVE",
            Tracked: true,
            Stamp(number),
            Begin,
            Begin,
            LevelsOf(number));
    }

    public StagedLevel Level(int number, int place) => new(
        ItemId(number), LocationId + place, 10 + (number % 50) + (place == 0 && IsChanged(number) ? version : 0), 60, 2, 0,
        place == 0 ? Stamp(number) : Begin);

    public static int LevelsOf(int number) => 1 + (number % 3);

    public static long LocationOf(int place) => LocationId + place;

    public long ItemId(int number) => FirstId + (2L * variants) + number;

    /// <summary>All rows, in the batches that a full sync stages.</summary>
    public IEnumerable<StagedBatch> Batches(int rows)
    {
        List<StagedVariant> staged = [];
        List<StagedLevel> levels = [];
        for (var number = 0; number < variants; number++)
        {
            staged.Add(Variant(number));
            for (var place = 0; place < LevelsOf(number); place++) levels.Add(Level(number, place));
            if (staged.Count + levels.Count < rows && number < variants - 1) continue;
            yield return new StagedBatch(staged, levels, []);
            (staged, levels) = ([], []);
        }
    }

    private static bool IsChanged(int number) => number % ChangedOneIn == 0;

    private UnixTime Stamp(int number) => IsChanged(number) ? Begin.Add(TimeSpan.FromDays(version)) : Begin;
}
