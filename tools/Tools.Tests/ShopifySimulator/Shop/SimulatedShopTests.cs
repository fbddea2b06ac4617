using Microsoft.Extensions.Time.Testing;
using ShopifySimulator.Shop;

namespace Tools.Tests.ShopifySimulator.Shop;

public sealed class SimulatedShopTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 8, 35, 7, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly SimulatedShop _shop;

    public SimulatedShopTests() => _shop = new SimulatedShop("shop.myshopify.com", _time, new Random(1));

    [Fact]
    public void A_record_that_is_restored_twice_is_what_it_was_last()
    {
        var location = new Location(5, "Warehouse", IsActive: true, Start);
        _shop.Restore([location, location with { Name = "Attic" }]);

        Assert.Equal("Attic", _shop.Read(view => view.Location(5)!.Name, lag: SimulatedShop.LongestLag));
    }

    [Fact]
    public void A_move_to_where_the_item_is_not_connected_changes_nothing()
    {
        var (here, elsewhere) = (_shop.AddLocation("Here").Id, _shop.AddLocation("Elsewhere").Id);
        var product = _shop.AddProduct(
            "T-Shirt", new NewVariant("TS", "Default Title", 10, Tracked: true, new Dictionary<long, int> { [here] = 5 }));
        var itemId = _shop.Read(view => view.Variant(product.VariantIds[0])!.InventoryItemId);
        List<ShopEvent> told = [];
        _shop.Happened = told.Add;

        Assert.Throws<KeyNotFoundException>(() => _shop.Move(itemId, here, elsewhere, 2));
        Assert.Equal(5, _shop.Read(view => view.Level(itemId, here)!.Available));
        Assert.Empty(told);
    }

    [Fact]
    public void An_action_sees_what_the_one_before_it_did_even_where_the_clock_was_set_back()
    {
        var clock = new FakeTimeProvider(Start);
        var shop = new SimulatedShop("shop.myshopify.com", clock, new Random(1));
        var location = shop.AddLocation("Warehouse");
        clock.AdjustTime(Start - TimeSpan.FromMinutes(1));

        Assert.False(shop.SetLocationActive(location.Id, isActive: false).IsActive);
        Assert.False(shop.Read(view => view.Location(location.Id)!.IsActive));
    }
}
