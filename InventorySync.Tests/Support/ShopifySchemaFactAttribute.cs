namespace InventorySync.Tests.Support;

/// <summary>A test against Shopify's own schema; left out, with the reason, where the environment does not say where that is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShopifySchemaFactAttribute : FactAttribute
{
    public ShopifySchemaFactAttribute() => Skip = ShopifySchema.WhyNot();
}
