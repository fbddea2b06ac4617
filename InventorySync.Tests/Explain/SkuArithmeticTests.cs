using InventorySync.Explain;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Explain;

public sealed class SkuArithmeticTests
{
    private static readonly UnixTime Time = new(1_700_000_000_000_000_000);

    public static TheoryData<SkuFacts, string> Sums => new()
    {
        { Facts(7, Level(1, "Warehouse", 4), Level(2, "Shop", 3)), "7 = 4 (Warehouse) + 3 (Shop)" },
        {
            Facts(4, Level(1, "Warehouse", 4), Level(2, "Outlet", 5) with { IsCounted = false, Location = new HeldLocation(
                "Outlet", IsActive: false, IsDeleted: false, Time) }),
            "4 = 4 (Warehouse); not counted: 5 (Outlet, location inactive)"
        },
        {
            Facts(4, Level(1, "Warehouse", 4), Level(2, "Far", 5) with { IsCounted = false, IsIncluded = false }),
            "4 = 4 (Warehouse); not counted: 5 (Far, not in InventorySync__LocationIds)"
        },
        {
            Facts(
                4, Level(1, "Warehouse", 4),
                Level(2, "Old", 5) with { IsCounted = false, Presence = new Presence(IsPresent: false, Time) }),
            "4 = 4 (Warehouse); not counted: 5 (Old, not connected)"
        },
        { Facts(-2, Level(1, "Warehouse", -2), Level(2, "Empty", 0) with { IsCounted = false }), "-2 = -2 (Warehouse)" },
        { Facts(4, Level(1, "Warehouse", 4) with { Location = null }), "4 = 4 (location 1)" },
        { Facts(0), "0: it is stocked at no location that counts" },
        { Facts(null) with { Item = Item(tracked: false) }, "null: Shopify does not track it" },
        { Facts(null) with { Item = null }, "null: its item is not known yet" },
        { Facts(0) with { Item = Item(tracked: true) with { Presence = new Presence(IsPresent: false, Time) } }, "0: its item is deleted" },
        {
            Facts(4, Level(1, "Warehouse", 4)) with { Available = 9 },
            "Sku.Available says 9, which nothing here explains: 4 = 4 (Warehouse)"
        },
        {
            Facts(4, Level(1, "Warehouse", 4)) with { Presence = new Presence(IsPresent: false, Time) },
            "the variant is deleted: readers of SkuLive do not see it"
        },
    };

    [Theory]
    [MemberData(nameof(Sums))]
    public void A_number_is_spelled_out_with_what_is_left_out_and_why(SkuFacts facts, string expected) =>
        Assert.Equal(expected, SkuArithmetic.Of(facts));

    internal static SkuFacts Facts(int? available, params IReadOnlyList<HeldLevel> levels) => new(
        101, 1001, 11, new Observation<VariantDetails>(new VariantDetails("LAMP", null, "Small", 10m), Time, Time, ObservedBy.Webhook),
        new Presence(IsPresent: true, Time), "Lamp", "ACTIVE", available is not null, available, available, null, 0, available,
        new HeldProduct(
            new Observation<ProductDetails>(new ProductDetails("Lamp", "ACTIVE"), Time, Time, ObservedBy.Webhook),
            new Presence(IsPresent: true, Time)),
        Item(tracked: true))
    {
        Levels = levels,
    };

    internal static HeldLevel Level(long location, string name, int available, double updatedSeconds = 0) => new(
        location, new Observation<int?>(available, Time.Add(TimeSpan.FromSeconds(updatedSeconds)), Time, ObservedBy.Webhook),
        new Presence(IsPresent: true, Time), IsCounted: true, IsIncluded: true,
        new HeldLocation(name, IsActive: true, IsDeleted: false, Time));

    private static HeldItem Item(bool tracked) =>
        new(new Observation<bool>(tracked, Time, Time, ObservedBy.Webhook), new Presence(IsPresent: true, Time));
}
