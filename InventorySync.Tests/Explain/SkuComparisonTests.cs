using InventorySync.Explain;
using InventorySync.Inventory;

namespace InventorySync.Tests.Explain;

public sealed class SkuComparisonTests
{
    private static readonly UnixTime Time = new(1_700_000_000_000_000_000);

    [Fact]
    public void What_is_the_same_differs_in_nothing_whatever_its_stamps_are() =>
        Assert.Empty(SkuComparison.Of(
            SkuArithmeticTests.Facts(4, SkuArithmeticTests.Level(1, "Warehouse", 4)), Read(Item(Later(60), (1, 4)))).Differences);

    [Fact]
    public void A_number_that_differs_is_named_with_its_location_and_since_when()
    {
        var facts = SkuArithmeticTests.Facts(7, SkuArithmeticTests.Level(1, "Warehouse", 4), SkuArithmeticTests.Level(2, "Shop", 3));

        var found = SkuComparison.Of(facts, Read(Item(Later(60), (1, 4), (2, 9))));

        Assert.Equal(["Shop: 3 here, 9 at Shopify"], found.Differences);
        Assert.Equal((Later(60), false), (found.Since, found.IsHeldNewer));
        Assert.Equal(13, SkuComparison.AvailableOf(facts, Item(Later(60), (1, 4), (2, 9))));
    }

    [Fact]
    public void An_answer_with_older_stamps_than_what_is_held_is_said_to_be_older()
    {
        var facts = SkuArithmeticTests.Facts(4, SkuArithmeticTests.Level(1, "Warehouse", 4, updatedSeconds: 90));

        Assert.True(SkuComparison.Of(facts, Read(Item(Later(60), (1, 9)))).IsHeldNewer);
    }

    [Fact]
    public void A_location_that_does_not_count_differs_in_nothing_and_one_that_is_not_known_does()
    {
        var outlet = SkuArithmeticTests.Level(2, "Outlet", 5);
        var facts = SkuArithmeticTests.Facts(
            4, SkuArithmeticTests.Level(1, "Warehouse", 4),
            outlet with { IsCounted = false, Location = outlet.Location! with { IsActive = false } });

        Assert.Empty(SkuComparison.Of(facts, Read(Item(Later(60), (1, 4), (2, 99)))).Differences);
        Assert.Equal(
            ["location 3: not stocked here, 6 at Shopify"], SkuComparison.Of(facts, Read(Item(Later(60), (1, 4), (3, 6)))).Differences);
        Assert.Equal(4, SkuComparison.AvailableOf(facts, Item(Later(60), (1, 4), (2, 99))));
    }

    [Fact]
    public void A_level_that_Shopify_has_no_more_differs() => Assert.Equal(
        ["Shop: 3 here, not stocked at Shopify"],
        SkuComparison.Of(
            SkuArithmeticTests.Facts(7, SkuArithmeticTests.Level(1, "Warehouse", 4), SkuArithmeticTests.Level(2, "Shop", 3)),
            Read(Item(Later(60), (1, 4)))).Differences);

    [Fact]
    public void Details_tracking_and_existence_differ_too()
    {
        var facts = SkuArithmeticTests.Facts(4, SkuArithmeticTests.Level(1, "Warehouse", 4));
        var item = Item(Later(60), (1, 4));

        Assert.Equal(
            ["tracking: tracked here, not tracked at Shopify"], SkuComparison.Of(facts, Read(item with { Tracked = false })).Differences);
        Assert.Equal(
            ["code: LAMP here, LAMP-2 at Shopify", "price: 10 here, 12 at Shopify"],
            SkuComparison.Of(facts, Read(Item(Later(60), new VariantDetails("LAMP-2", null, "Small", 12m), (1, 4)))).Differences);
        Assert.Equal(["Shopify has no such variant any more"], SkuComparison.Of(facts, Read(null)).Differences);
        Assert.Equal(["Shopify has no such variant any more"], SkuComparison.Of(facts, Read(item with { Variants = [] })).Differences);
        Assert.Equal(
            ["it is deleted here, and Shopify has it"],
            SkuComparison.Of(facts with { Presence = new Presence(IsPresent: false, Time) }, Read(item)).Differences);
        Assert.Empty(SkuComparison.Of(facts with { Presence = new Presence(IsPresent: false, Time) }, Read(null)).Differences);
    }

    private static UnixTime Later(double seconds) => Time.Add(TimeSpan.FromSeconds(seconds));

    private static ItemRead Read(ItemSnapshot? item) => new(11, Later(120), item);

    private static ItemSnapshot Item(UnixTime updatedAt, params IReadOnlyList<(long Location, int Available)> levels) =>
        Item(updatedAt, new VariantDetails("LAMP", null, "Small", 10.00m), levels);

    private static ItemSnapshot Item(
        UnixTime updatedAt, VariantDetails details, params IReadOnlyList<(long Location, int Available)> levels) => new(
        Tracked: true, Time, [.. levels.Select(level => new LevelSnapshot(level.Location, level.Available, updatedAt))],
        [new VariantSnapshot(101, details, Time, new ProductSnapshot(1001, new ProductDetails("Lamp", "ACTIVE"), Time))]);
}
