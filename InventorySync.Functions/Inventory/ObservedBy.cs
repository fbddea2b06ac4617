namespace InventorySync.Inventory;

/// <summary>How a value came to be known. The numbers are stored in the tables.</summary>
public enum ObservedBy
{
    /// <summary>Shopify told us; SeenAt is the delivery's Triggered-At.</summary>
    Webhook = 0,

    /// <summary>We asked the Admin API; SeenAt is Shopify's clock when the read began, less the margin that a replica may lag.</summary>
    Read = 1,
}
