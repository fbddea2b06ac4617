using System.ComponentModel.DataAnnotations;

namespace InventorySync.Shopify;

/// <summary>The setting InventorySync__StaleReadMargin.</summary>
public sealed class StaleReadOptions
{
    /// <summary>The section that it is bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>
    /// How far Shopify's API may lag behind its webhooks: a read's version is that much older than its time. 00:00:00 to 01:00:00; default
    /// 00:02:00.
    /// </summary>
    [Range(
        typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "InventorySync__StaleReadMargin takes a time from 00:00:00 to 01:00:00.")]
    public TimeSpan StaleReadMargin { get; set; } = TimeSpan.FromMinutes(2);
}
