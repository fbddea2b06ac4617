using InventorySync.Inventory;

namespace InventorySync.Shopify;

internal static class ShopifyTime
{
    /// <exception cref="FormatException">It is no time with an offset.</exception>
    public static UnixTime Parse(string text) =>
        UnixTime.TryParse(text, out var time) ? time : throw new FormatException($"\"{text}\" is no time of Shopify's.");
}
