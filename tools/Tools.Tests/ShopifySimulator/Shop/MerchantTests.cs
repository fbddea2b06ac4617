using CsCheck;
using Microsoft.Extensions.Time.Testing;
using ShopifySimulator.Shop;

namespace Tools.Tests.ShopifySimulator.Shop;

public sealed class MerchantTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 8, 35, 7, TimeSpan.Zero);

    [Fact]
    public void Whatever_it_does_the_shop_stays_whole() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 60], Gen.Bool, Gen.Int[1, 150]).Sample((seed, variants, changesCatalogue, actions) =>
        {
            var (shop, time) = New(seed, variants);
            var merchant = new Merchant(shop, new Random(seed), changesCatalogue);
            for (var i = 0; i < actions; i++)
            {
                Assert.NotEmpty(merchant.Act());
                ShopInvariants.Assert(shop);
                time.Advance(TimeSpan.FromMilliseconds(seed % 900));
            }
        }, iter: 60);

    [Fact]
    public void What_it_does_is_told_by_every_topic_of_stock_and_catalogue()
    {
        var (shop, time) = New(seed: 3, variants: 200);
        List<ShopEvent> told = [];
        shop.Happened = told.Add;
        var merchant = new Merchant(shop, new Random(3), changesCatalogue: true);
        for (var i = 0; i < 2_000; i++)
        {
            merchant.Act();
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(
            [
                "inventory_items/create", "inventory_items/delete", "inventory_items/update", "inventory_levels/connect",
                "inventory_levels/disconnect", "inventory_levels/update", "products/create", "products/delete", "products/update",
            ],
            told.Select(happened => happened.Topic).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(told, happened => Assert.InRange(happened.Id, 1, shop.LastId));
    }

    [Fact]
    public void A_seller_leaves_the_catalogue_alone()
    {
        var (shop, _) = New(seed: 1, variants: 50);
        var merchant = new Merchant(shop, new Random(1), changesCatalogue: false);
        List<ShopEvent> told = [];
        shop.Happened = told.Add;
        for (var i = 0; i < 500; i++) merchant.Act();

        Assert.Equal(
            ["inventory_levels/connect", "inventory_levels/disconnect", "inventory_levels/update", "products/update"],
            told.Select(happened => happened.Topic).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_sells_no_more_than_there_is_and_only_what_is_tracked()
    {
        var (shop, _) = New(seed: 5, variants: 40);
        List<ShopRecord> written = [];
        shop.Written = written.Add;
        var merchant = new Merchant(shop, new Random(5), changesCatalogue: false);
        var sold = 0;
        for (var i = 0; i < 500; i++)
        {
            written.Clear();
            if (!merchant.Act().StartsWith("sold", StringComparison.Ordinal)) continue;
            var level = Assert.Single(written.OfType<InventoryLevel>());
            Assert.True(level.Available >= 0);
            Assert.True(shop.Read(view => view.Item(level.InventoryItemId)!.Tracked));
            sold++;
        }

        Assert.InRange(sold, 300, 450);
    }

    [Fact]
    public void One_seed_is_one_course_of_events()
    {
        Assert.Equal(Course(), Course());

        static IEnumerable<string> Course()
        {
            var (shop, _) = New(seed: 9, variants: 100);
            var merchant = new Merchant(shop, new Random(9), changesCatalogue: true);
            return [.. Enumerable.Range(0, 300).Select(_ => merchant.Act()), .. ShopInvariants.Records(shop)];
        }
    }

    private static (SimulatedShop Shop, FakeTimeProvider Time) New(int seed, int variants)
    {
        var time = new FakeTimeProvider(Start);
        var shop = new SimulatedShop("shop.myshopify.com", time, new Random(seed));
        shop.Restore(new ShopSeed(new Random(seed), Start).Make(variants));
        return (shop, time);
    }
}
