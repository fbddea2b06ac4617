using ShopifySimulator.Shop;

namespace Tools.Tests.ShopifySimulator.Shop;

public sealed class ShopSeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 8, 35, 7, TimeSpan.Zero);

    [Fact]
    public void One_seed_is_one_shop_and_another_is_another()
    {
        Assert.Equal(ShopInvariants.Records(New(7)), ShopInvariants.Records(New(7)));
        Assert.NotEqual(ShopInvariants.Records(New(7)), ShopInvariants.Records(New(8)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(1000)]
    public void It_has_as_many_variants_as_were_asked_for(int variants)
    {
        var shop = New(1, variants);

        ShopInvariants.Assert(shop);
        Assert.Equal(variants, shop.Read(view => view.Variants.Count()));
        Assert.Equal(3, shop.Read(view => view.Locations.Count()));
    }

    [Fact]
    public void It_is_as_untidy_as_a_shop_is()
    {
        var shop = New(1, 8_148);

        ShopInvariants.Assert(shop);
        shop.Read(view =>
        {
            var skus = view.Variants.Select(variant => variant.Sku).ToList();
            Assert.Contains(null, skus);
            Assert.Contains("", skus);
            Assert.Contains(skus.Where(sku => sku?.Length > 0).GroupBy(sku => sku, StringComparer.Ordinal), same => same.Count() > 1);
            Assert.Contains(view.Items, item => !item.Tracked);
            Assert.Contains(view.Items, item => item.VariantIds.Length > 1);
            Assert.Equal([1, 2, 3], view.Items.Select(item => item.LocationIds.Length).Distinct().Order());
            Assert.Contains(view.Levels, level => level.Available == 0);
            Assert.Contains(view.Levels, level => level.Available < 0);
            Assert.Equal(
                ["ACTIVE", "ARCHIVED", "DRAFT"],
                view.Products.Select(product => product.Status).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            Assert.Equal(Enumerable.Range(1, 12), view.Products.Select(product => product.VariantIds.Length).Distinct().Order());
            Assert.All(view.Variants, variant => Assert.InRange(variant.UpdatedAt, variant.CreatedAt, Now));
            Assert.All(
                view.Products,
                product => Assert.Distinct(product.VariantIds.Select(id => view.Variant(id)!.Title), StringComparer.Ordinal));
            return true;
        });
    }

    [Fact]
    public void A_replica_that_lags_sees_it_as_well() =>
        Assert.Equal(10, New(1, 10).Read(view => view.Variants.Count(), lag: SimulatedShop.LongestLag));

    private static SimulatedShop New(int seed, int variants = 300)
    {
        var shop = new SimulatedShop("shop.myshopify.com", TimeProvider.System, new Random(seed));
        shop.Restore(new ShopSeed(new Random(seed), Now).Make(variants));
        return shop;
    }
}
