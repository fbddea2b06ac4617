using InventorySync.Explain;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Explain;

public sealed class UnwrittenObservationsTests
{
    private const long Product = 1001, Variant = 101, Item = 11, Here = 7;

    private static readonly UnixTime Time = new(1_700_000_000_000_000_000);

    private static readonly SkuFacts Facts = new(
        Variant, Product, Item,
        new Observation<VariantDetails>(new VariantDetails("SKU-1", null, "Small", 10m), Time, Time, ObservedBy.Read),
        new Presence(IsPresent: true, Time), "Shirt", "ACTIVE", true, 5, 5, null, 0, 5, null, null)
    {
        Levels = [new HeldLevel(Here, null, new Presence(IsPresent: true, Time), IsCounted: true, IsIncluded: true, null)],
    };

    [Fact]
    public void What_waits_stands_among_what_is_written_by_its_time_and_the_limit_counts_both()
    {
        LoggedObservation[] written = [Row(4) with { InventoryItemId = Item }, Row(1) with { InventoryItemId = Item }];
        LoggedObservation[] unwritten = [Row(3) with { InventoryItemId = Item }, Row(4, "later") with { InventoryItemId = Item }];

        Assert.Equal([unwritten[1], written[0], unwritten[0]], UnwrittenObservations.Join(unwritten, written, Facts, limit: 3));
    }

    [Fact]
    public void One_that_was_written_meanwhile_is_shown_once_also_where_the_table_cut_it_off()
    {
        var whole = Row(1) with { InventoryItemId = Item, Reason = new string('r', 1_000) };
        var cut = whole with { Reason = new string('r', LoggedObservation.ReasonLength) };

        Assert.Equal([cut], UnwrittenObservations.Join([whole], [cut], Facts, limit: 20));
    }

    [Fact]
    public void Of_what_waits_only_what_is_about_the_sku_is_shown()
    {
        LoggedObservation[] about =
        [
            Row(1) with { InventoryItemId = Item, LocationId = 9 }, Row(2) with { LocationId = Here }, Row(3) with { ProductId = Product },
            Row(4) with { ProductId = Product, VariantId = Variant },
        ];
        LoggedObservation[] others =
        [
            Row(5) with { InventoryItemId = 12, ProductId = Product }, Row(6) with { LocationId = 8 }, Row(7) with { ProductId = 1002 },
            Row(8) with { ProductId = Product, VariantId = 102 }, Row(9),
        ];

        Assert.Equal(about.Reverse(), UnwrittenObservations.Join([.. about, .. others], [], Facts, limit: 20));
    }

    private static LoggedObservation Row(int second, string value = "5") =>
        new(Time.Add(TimeSpan.FromSeconds(second)), ObservationSource.Webhook, ChangeKinds.Level, "Applied", Time, Value: value);
}
