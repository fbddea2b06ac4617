using System.ComponentModel.DataAnnotations;
using InventorySync.Storage;

namespace InventorySync.Composition;

/// <summary>The settings InventorySync__* that choose what the app is composed of; the full sync's own are its room's.</summary>
public sealed class InventorySyncOptions
{
    /// <summary>The section that they are bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>Which store: SqlServer or Sqlite.</summary>
    public string Database { get; set; } = "";

    /// <summary>The locations whose stock counts as available, comma-separated numbers; empty means all.</summary>
    public string LocationIds { get; set; } = "";

    /// <summary>How many of each SKU are kept back: subtracted in SkuLive.Sellable, never in Available. 0 to 1,000,000; default 0.</summary>
    [Range(0, SkuPolicy.MaxSafetyStock, ErrorMessage = "InventorySync__SafetyStock takes a number from 0 to 1000000.")]
    public int SafetyStock { get; set; }
}
