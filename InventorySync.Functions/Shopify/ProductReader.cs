using InventorySync.Inventory;
using Microsoft.Extensions.Options;

namespace InventorySync.Shopify;

/// <summary>Reads products with all of their variants, for the look-ups.</summary>
public sealed class ProductReader(AdminApi api, IOptions<StaleReadOptions> options)
{
    /// <summary>
    /// Products of one query: at some 105 points each (50 variants with their items, two points each) below the 1,000 that one query may
    /// cost. A further page of 250 costs some 505.
    /// </summary>
    internal const int ProductsPerQuery = 8;

    /// <returns>One read per id, in their order.</returns>
    /// <exception cref="ShopifyCallException">Shopify did not answer.</exception>
    public async Task<IReadOnlyList<ProductRead>> ReadProductsAsync(IReadOnlyList<long> productIds, CancellationToken cancellationToken)
    {
        List<ProductRead> reads = [];
        foreach (var ids in productIds.Chunk(ProductsPerQuery))
        {
            var answer = await api.SendAsync(
                "ReadProducts", AdminApi.Variables(("ids", ids.Select(id => Gid.Of("Product", id)).ToArray())), AdminJson.Default.Products,
                cancellationToken);
            foreach (var (id, node) in ids.Zip(answer.Each(answer.Data.Nodes, ids.Length)))
            {
                // The version is the first page's time: what a later page adds is seen later, which does no harm.
                var content = node?.Id is null ? null : await ContentAsync(answer, node, cancellationToken);
                reads.Add(new ProductRead(id, answer.AnsweredAt.Add(-options.Value.StaleReadMargin), content));
            }
        }

        return reads;
    }

    private async Task<ProductContent> ContentAsync(
        AdminAnswer<ProductsData> answer, ProductWithVariantsNode product, CancellationToken cancellationToken)
    {
        var variants = await Pages.ReadAllAsync(answer.Part(_ => product.Variants), ReadMoreAsync);
        return answer.As(_ => new ProductContent(
            new ProductDetails(product.Title, product.Status), ShopifyTime.Parse(product.UpdatedAt), [.. variants.Select(Variant)]));

        async Task<AdminAnswer<Page<VariantNode>?>> ReadMoreAsync(string after) =>
            (await api.SendAsync(
                "ReadMoreProductVariants", AdminApi.Variables(("id", product.Id!), ("after", after)), AdminJson.Default.MoreOfProductAnswer,
                cancellationToken))
            .Part(data => data.Product?.Variants);
    }

    private static ProductVariant Variant(VariantNode node)
    {
        var item = node.InventoryItem ?? throw new FormatException($"{node.Id} has no item");
        return new ProductVariant(
            new VariantObservation(Gid.Number(node.Id), Gid.Number(item.Id), node.ToDetails(), ShopifyTime.Parse(node.UpdatedAt)),
            item.Tracked, ShopifyTime.Parse(item.UpdatedAt));
    }
}
