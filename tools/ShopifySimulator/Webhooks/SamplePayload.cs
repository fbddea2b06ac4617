using System.Globalization;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Webhooks;

/// <summary>What the admin's test button sends: Shopify's own sample ids, which no shop has.</summary>
internal static class SamplePayload
{
    public const long ProductId = 788032119674292922;
    private const long VariantId = 642667041472713922;
    private const long ItemId = 271878346596884015;
    private const long LocationId = 24826418;

    private static readonly DateTimeOffset At = DateTimeOffset.Parse("2021-12-31T19:00:00-05:00", CultureInfo.InvariantCulture);

    private static readonly ShopRecord[] Records =
    [
        new Location(LocationId, "Example location", IsActive: true, At),
        new Product(ProductId, "Example T-Shirt", "ACTIVE", At, At, [VariantId]),
        new Variant(VariantId, ProductId, ItemId, "example-sku", Barcode: null, "Small", 19.99m, At, At),
        new InventoryItem(ItemId, Tracked: true, At, At, [VariantId], [LocationId]),
        new InventoryLevel(1, ItemId, LocationId, Available: 0, Committed: 0, Incoming: 0, At),
    ];

    /// <param name="topic">As the header has it.</param>
    public static byte[] BytesOf(string topic)
    {
        var shop = new SimulatedShop("sample.myshopify.com", TimeProvider.System, new Random(0));
        shop.Restore(Records);
        var id = topic.Split('/')[0] switch
        {
            "products" => ProductId,
            "locations" => LocationId,
            _ => ItemId,
        };
        return Payload.BytesOf(shop.Read(view => Payload.Of(view, topic, id, LocationId, shop.Offset))!, includeFields: []);
    }
}
