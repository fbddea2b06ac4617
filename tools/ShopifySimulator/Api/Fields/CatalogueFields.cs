using GraphQL;
using GraphQL.Utilities;
using ShopifySimulator.Api.Paging;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Api.Fields;

/// <summary>Products and their variants.</summary>
internal static class CatalogueFields
{
    public static void AddTo(TypeSettings types)
    {
        new FieldsOf<object>(types, "QueryRoot")
            .Add("product", (_, reading, context) => reading.Read(shop => shop.Product(context.Id("Product"))))
            .Add("products", (_, reading, context) => reading.Read(shop => Connection.Of(
                context, after => shop.ProductsAfter(after?.Id ?? 0), product => new Cursor("", product.Id))))
            .Add("productVariant", (_, reading, context) => reading.Read(shop => shop.Variant(context.Id("ProductVariant"))))
            .Add("productVariants", (_, reading, context) => reading.Read(shop => Connection.Of(
                context, after => shop.VariantsAfter(after?.Id ?? 0), variant => new Cursor("", variant.Id))));

        new FieldsOf<Product>(types, "Product")
            .Add("createdAt", product => Texts.Time(product.CreatedAt))
            .Add("id", product => new Gid("Product", product.Id).ToString())
            .Add("legacyResourceId", product => Texts.Number(product.Id))
            .Add("status", product => product.Status)
            .Add("title", product => product.Title)
            .Add(
                "totalInventory",
                (product, reading) => reading.Read(shop => product.VariantIds.Sum(id => Available(shop, shop.Variant(id)!))))
            .Add("updatedAt", product => Texts.Time(product.UpdatedAt))
            .Add("variants", (product, reading, context) => Variants(product, reading, context))
            .Add("variantsCount", product => product.VariantIds.Length);

        new FieldsOf<Variant>(types, "ProductVariant")
            .Add("barcode", variant => variant.Barcode)
            .Add("createdAt", variant => Texts.Time(variant.CreatedAt))
            .Add("displayName", (variant, reading) => $"{ProductOf(variant, reading).Title} - {variant.Title}")
            .Add("id", variant => new Gid("ProductVariant", variant.Id).ToString())
            .Add("inventoryItem", (variant, reading) => reading.Read(shop => shop.Item(variant.InventoryItemId)))
            .Add("inventoryQuantity", (variant, reading) => reading.Read(shop => Available(shop, variant)))
            .Add("legacyResourceId", variant => Texts.Number(variant.Id))
            .Add("position", (variant, reading) => ProductOf(variant, reading).VariantIds.IndexOf(variant.Id) + 1)
            .Add("price", variant => Texts.Money(variant.Price))
            .Add("product", (variant, reading) => ProductOf(variant, reading))
            .Add("sku", variant => variant.Sku)
            .Add("title", variant => variant.Title)
            .Add("updatedAt", variant => Texts.Time(variant.UpdatedAt));
    }

    private static Product ProductOf(Variant variant, Reading reading) => reading.Read(shop => shop.Product(variant.ProductId)!);

    /// <summary>In the order of their positions, which a cursor holds in digits that sort.</summary>
    private static Connection Variants(Product product, Reading reading, IResolveFieldContext context) => reading.Read(
        shop => Connection.Of(
            context,
            product.VariantIds.Select(id => shop.Variant(id)!),
            variant => new Cursor($"{product.VariantIds.IndexOf(variant.Id):D5}", variant.Id)));

    private static int Available(ShopView shop, Variant variant) =>
        shop.Item(variant.InventoryItemId)!.LocationIds.Sum(locationId => shop.Level(variant.InventoryItemId, locationId)!.Available);
}
