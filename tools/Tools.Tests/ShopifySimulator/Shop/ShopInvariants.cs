using System.Text.Json;
using ShopifySimulator.Shop;

namespace Tools.Tests.ShopifySimulator.Shop;

/// <summary>What holds in a shop after every action.</summary>
internal static class ShopInvariants
{
    public static void Assert(SimulatedShop shop) => shop.Read(view =>
    {
        foreach (var product in view.Products)
        {
            Xunit.Assert.NotEmpty(product.VariantIds);
            Xunit.Assert.Equal(product.VariantIds.Length, product.VariantIds.Distinct().Count());
            Xunit.Assert.All(product.VariantIds, id => Xunit.Assert.Equal(product.Id, view.Variant(id)!.ProductId));
        }

        foreach (var variant in view.Variants)
        {
            Xunit.Assert.Contains(variant.Id, view.Product(variant.ProductId)!.VariantIds);
            Xunit.Assert.Contains(variant.Id, view.Item(variant.InventoryItemId)!.VariantIds);
            Xunit.Assert.True(variant.Price > 0);
        }

        foreach (var item in view.Items)
        {
            Xunit.Assert.NotEmpty(item.VariantIds);
            Xunit.Assert.All(item.VariantIds, id => Xunit.Assert.Equal(item.Id, view.Variant(id)!.InventoryItemId));
            Xunit.Assert.All(item.LocationIds, id => Xunit.Assert.NotNull(view.Level(item.Id, id)));
            Xunit.Assert.Equal(item.LocationIds.Length, item.LocationIds.Distinct().Count());
        }

        foreach (var level in view.Levels)
        {
            Xunit.Assert.Contains(level.LocationId, view.Item(level.InventoryItemId)!.LocationIds);
            Xunit.Assert.NotNull(view.Location(level.LocationId));
        }

        long[] ids =
        [
            .. view.Locations.Select(location => location.Id), .. view.Products.Select(product => product.Id),
            .. view.Variants.Select(variant => variant.Id), .. view.Items.Select(item => item.Id), .. view.Levels.Select(level => level.Id),
        ];
        Xunit.Assert.Equal(ids.Length, ids.Distinct().Count());
        Xunit.Assert.All(ids, id => Xunit.Assert.InRange(id, 1, shop.LastId));
        return true;
    });

    /// <summary>Every record, in an order of its own, for comparing two shops.</summary>
    public static IReadOnlyList<string> Records(SimulatedShop shop)
    {
        var records = shop.Read(
            view => (IReadOnlyList<ShopRecord>)[.. view.Locations, .. view.Products, .. view.Variants, .. view.Items, .. view.Levels]);
        return [.. records.Select(record => JsonSerializer.Serialize(record)).Order(StringComparer.Ordinal)];
    }
}
