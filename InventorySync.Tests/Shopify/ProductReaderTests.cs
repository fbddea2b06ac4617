using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Shopify;

namespace InventorySync.Tests.Shopify;

public sealed class ProductReaderTests
{
    private readonly ShopifyUnderTest _shopify = new();

    [Fact]
    public async Task A_product_is_read_with_all_of_its_variants_page_by_page()
    {
        _shopify.Http.OnData("ReadProducts", Nodes(Product(1001, Page([Variant(101)], "p1")), "null"));
        _shopify.Http.OnData("ReadMoreProductVariants", $$"""{"product":{"variants":{{Page([Variant(102)])}} } }""");

        var reads = await ReadAsync(1001, 1002);

        Assert.Equal([(1001, true), (1002, false)], reads.Select(read => (read.ProductId, read.Product is not null)));
        Assert.Equal(new ProductDetails("Shirt", "ACTIVE"), reads[0].Product!.Details);
        Assert.Equal([101L, 102L], reads[0].Product!.Variants.Select(variant => variant.Variant.VariantId));
        Assert.Equal(
            new ProductVariant(
                new VariantObservation(101, 11, new VariantDetails("SKU-101", null, "Small", 19.90m), At("2026-11-01T00:00:00Z")), true,
                At("2026-11-01T00:00:00Z")),
            reads[0].Product!.Variants[0]);
    }

    [Theory]
    [InlineData("InventoryItem/11", "InventoryItem/here")]
    [InlineData("\"price\":\"19.90\"", "\"price\":\"dear\"")]
    [InlineData("\"price\":\"19.90\"", "\"price\":\"99999999999999999999999999999999\"")]
    [InlineData("\"title\":\"Shirt\"", "\"title\":null")]
    [InlineData("\"inventoryItem\":", "\"item\":")]
    [InlineData("\"updatedAt\":\"2026-11-01T00:00:00Z\"", "\"updatedAt\":\"2026-11-01\"")]
    public async Task An_answer_that_cannot_be_read_is_Shopifys_fault_with_its_request_id(string part, string by)
    {
        var answer = Nodes(Product(1001, Page([Variant(101)])));
        Assert.Contains(part, answer, StringComparison.Ordinal);
        _shopify.Http.OnData("ReadProducts", answer.Replace(part, by, StringComparison.Ordinal));

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(() => ReadAsync(1001));

        Assert.Contains("ReadProducts", failed.Message, StringComparison.Ordinal);
        Assert.Contains("request-1", failed.Message, StringComparison.Ordinal);
        Assert.False(failed.IsTransient);
    }

    /// <summary>What is not listed counts as gone, so half a list is none.</summary>
    [Theory]
    [InlineData("""{"product":null}""")]
    [InlineData("""{"product":{"variants":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":null}}}}""")]
    public async Task A_product_whose_further_pages_do_not_come_is_not_read_at_all(string secondPage)
    {
        _shopify.Http.OnData("ReadProducts", Nodes(Product(1001, Page([Variant(101)], "p1"))));
        _shopify.Http.OnData("ReadMoreProductVariants", secondPage);

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(() => ReadAsync(1001));

        Assert.Contains("ReadMoreProductVariants", failed.Message, StringComparison.Ordinal);
        Assert.True(failed.IsTransient);
    }

    [Fact]
    public async Task An_answer_about_fewer_products_than_were_asked_for_is_none()
    {
        _shopify.Http.OnData("ReadProducts", Nodes(Product(1001, Page([Variant(101)]))));

        await Assert.ThrowsAsync<ShopifyCallException>(() => ReadAsync(1001, 1002));
    }

    private Task<IReadOnlyList<ProductRead>> ReadAsync(params long[] ids) =>
        _shopify.Products.ReadProductsAsync(ids, CancellationToken.None);

    private static string Nodes(params string[] nodes) => $$"""{"nodes":[{{string.Join(',', nodes)}}]}""";

    private static string Product(long id, string variants) => $$"""
        {
          "id":"gid://shopify/Product/{{id}}","title":"Shirt","status":"ACTIVE","updatedAt":"2026-11-01T00:00:00Z",
          "variants":{{variants}}
        }
        """;

    private static string Page(string[] nodes, string? cursor = null) => NodePage.Of(nodes, cursor);

    private static string Variant(long id) => $$"""
        {
          "id":"gid://shopify/ProductVariant/{{id}}","sku":"SKU-{{id}}","barcode":null,"title":"Small","price":"19.90",
          "updatedAt":"2026-11-01T00:00:00Z",
          "inventoryItem":{"id":"gid://shopify/InventoryItem/11","tracked":true,"updatedAt":"2026-11-01T00:00:00Z"}
        }
        """;

    private static UnixTime At(string text) => UnixTime.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}
