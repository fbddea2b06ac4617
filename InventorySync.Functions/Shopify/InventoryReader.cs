using InventorySync.Inventory;
using Microsoft.Extensions.Options;

namespace InventorySync.Shopify;

/// <summary>Reads inventory items with all of their levels and variants, for the look-ups.</summary>
public sealed class InventoryReader(AdminApi api, IOptions<StaleReadOptions> options)
{
    /// <summary>
    /// Items of one query: at some 35 points each (10 levels, 5 variants with their products) well below the 1,000 that one query may cost.
    /// </summary>
    internal const int ItemsPerQuery = 20;

    /// <returns>One read per id, in their order.</returns>
    /// <exception cref="ShopifyCallException">Shopify did not answer.</exception>
    public async Task<IReadOnlyList<ItemRead>> ReadItemsAsync(IReadOnlyList<long> inventoryItemIds, CancellationToken cancellationToken)
    {
        List<ItemRead> reads = [];
        foreach (var ids in inventoryItemIds.Chunk(ItemsPerQuery))
        {
            var answer = await api.SendAsync(
                "ReadInventoryItems", AdminApi.Variables(("ids", ids.Select(id => Gid.Of("InventoryItem", id)).ToArray())),
                AdminJson.Default.Items, cancellationToken);
            foreach (var (id, node) in ids.Zip(answer.Each(answer.Data.Nodes, ids.Length)))
            {
                // The version is the first page's time: what a later page adds is seen later, which does no harm.
                var snapshot = node?.Id is null ? null : await SnapshotAsync(answer, node, cancellationToken);
                reads.Add(new ItemRead(id, answer.AnsweredAt.Add(-options.Value.StaleReadMargin), snapshot));
            }
        }

        return reads;
    }

    private async Task<ItemSnapshot> SnapshotAsync(AdminAnswer<ItemsData> answer, ItemNode item, CancellationToken cancellationToken)
    {
        var levels = await Pages.ReadAllAsync(
            answer.Part(_ => item.InventoryLevels), after => ReadMoreAsync("ReadMoreLevels", after, more => more?.InventoryLevels));
        var variants = await Pages.ReadAllAsync(
            answer.Part(_ => item.Variants), after => ReadMoreAsync("ReadMoreVariants", after, more => more?.Variants));
        return answer.As(_ => new ItemSnapshot(
            item.Tracked, ShopifyTime.Parse(item.UpdatedAt), [.. levels.Select(Snapshot)], [.. variants.Select(Snapshot)]));

        async Task<AdminAnswer<Page<T>?>> ReadMoreAsync<T>(string query, string after, Func<MoreOfItem?, Page<T>?> page) =>
            (await api.SendAsync(
                query, AdminApi.Variables(("id", item.Id!), ("after", after)), AdminJson.Default.MoreOfItemAnswer, cancellationToken))
                .Part(data => page(data.InventoryItem));
    }

    private static LevelSnapshot Snapshot(LevelNode level) => new(
        Gid.Number(level.Location.Id), level.Quantities.First(quantity => quantity.Name == "available").Quantity,
        ShopifyTime.Parse(level.UpdatedAt));

    private static VariantSnapshot Snapshot(VariantNode variant) => new(
        Gid.Number(variant.Id), variant.ToDetails(), ShopifyTime.Parse(variant.UpdatedAt),
        Snapshot(variant.Product ?? throw new FormatException($"{variant.Id} has no product")));

    private static ProductSnapshot Snapshot(ProductNode product) => new(
        Gid.Number(product.Id), new ProductDetails(product.Title, product.Status), ShopifyTime.Parse(product.UpdatedAt));
}
