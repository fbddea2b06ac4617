namespace InventorySync.Shopify;

/// <summary>How one topic is subscribed.</summary>
/// <param name="Topic">As GraphQL names it.</param>
/// <param name="Endpoint">The endpoint's last part.</param>
/// <param name="IncludeFields">The fields that are asked for; none means all, which small payloads are left at.</param>
internal sealed record TopicSubscription(string Topic, string Endpoint, IReadOnlyList<string> IncludeFields)
{
    private const string Inventory = "inventory-update";
    private const string Product = "product-update";

    // A product's payload has hundreds of KB of texts and images that nobody here reads. Nested fields are named with a period; updated_at always belongs to
    // them, since of two payloads that are identical within a short time Shopify drops the later one.
    // https://shopify.dev/docs/apps/build/webhooks/customize/modify-payloads
    private static readonly string[] ProductFields =
    [
        "id", "title", "status", "updated_at", "variants.id", "variants.inventory_item_id", "variants.sku", "variants.barcode", "variants.title", "variants.price",
        "variants.updated_at", "variant_gids",
    ];

    private static readonly string[] ItemFields = ["id", "sku", "tracked", "updated_at"];

    public static IReadOnlyList<TopicSubscription> All { get; } =
    [
        new("INVENTORY_LEVELS_UPDATE", Inventory, []),
        new("INVENTORY_LEVELS_CONNECT", Inventory, []),
        new("INVENTORY_LEVELS_DISCONNECT", Inventory, []),
        new("INVENTORY_ITEMS_CREATE", Inventory, ItemFields),
        new("INVENTORY_ITEMS_UPDATE", Inventory, ItemFields),
        new("INVENTORY_ITEMS_DELETE", Inventory, []),
        new("PRODUCTS_CREATE", Product, ProductFields),
        new("PRODUCTS_UPDATE", Product, ProductFields),
        new("PRODUCTS_DELETE", Product, []),
    ];

    /// <summary>Where it is delivered.</summary>
    /// <param name="inventory">The address of inventory-update; the other endpoint lies beside it.</param>
    public Uri AddressBeside(Uri inventory) => Endpoint == Inventory ? inventory : new Uri(inventory, Endpoint);

    /// <summary>Whether a subscription is this one already.</summary>
    public bool IsMetBy(SubscriptionNode node, Uri address) =>
        node.Uri == address.ToString() && (node.IncludeFields ?? []).Order(StringComparer.Ordinal).SequenceEqual(IncludeFields.Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
