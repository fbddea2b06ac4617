namespace InventorySync.Inventory;

/// <summary>That the shop has uninstalled the app: its token and its subscriptions are gone.</summary>
/// <param name="ShopId">The shop's number at Shopify.</param>
public sealed record UninstalledMessage(long ShopId);
