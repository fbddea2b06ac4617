using InventorySync.Storage;

namespace InventorySync.Tests.Storage;

public sealed class HeldBindingTests
{
    private static readonly HeldBinding Held = new("shop.myshopify.com", [7, 8], 3);
    private static readonly StoreBinding Settings = new("shop.myshopify.com", [8, 7, 8], TimeSpan.FromMinutes(2), SafetyStock: 3);

    [Fact]
    public void The_same_settings_in_another_order_may_change_the_database()
    {
        Assert.Null(Held.RefuseChange(Settings));
        Assert.True(Held.IsEqualTo(Settings));
    }

    [Fact]
    public void Each_setting_that_differs_is_named_with_both_values()
    {
        var refusal = Held.RefuseChange(Settings with { ShopDomain = "other.myshopify.com", LocationIds = [], SafetyStock = 0 });

        Assert.Contains("Shopify__ShopDomain is other.myshopify.com here and shop.myshopify.com there", refusal, StringComparison.Ordinal);
        Assert.Contains("InventorySync__LocationIds is empty (all) here and 7,8 there", refusal, StringComparison.Ordinal);
        Assert.Contains("InventorySync__SafetyStock is 0 here and 3 there", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_was_never_bound_is_equal_to_no_settings_and_belongs_to_no_other_shop()
    {
        var never = new HeldBinding(null, [7, 8], 3);

        Assert.StartsWith("No app has started on this database yet", never.RefuseChange(Settings), StringComparison.Ordinal);
        Assert.False(never.IsEqualTo(Settings));
        Assert.False(never.IsOfAnotherShop(Settings));
    }
}
