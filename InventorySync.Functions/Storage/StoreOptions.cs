using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace InventorySync.Storage;

/// <summary>The settings InventorySync__* of the store, whichever it is.</summary>
public sealed class StoreOptions
{
    /// <summary>The section that they are bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>Which store: SqlServer or Sqlite.</summary>
    public string Database { get; set; } = "";

    /// <summary>The locations whose stock counts as available, comma-separated numbers; empty means all.</summary>
    public string LocationIds { get; set; } = "";

    /// <summary>
    /// How many of each SKU are kept back: subtracted in SkuLive.Sellable, never in Available. 0 to 1,000,000; default 0.
    /// </summary>
    [Range(0, SkuPolicy.MaxSafetyStock, ErrorMessage = "InventorySync__SafetyStock takes a number from 0 to 1000000.")]
    public int SafetyStock { get; set; }

    /// <returns>False if the setting is no list of numbers.</returns>
    internal bool TryReadLocationIds(out IReadOnlyList<long> locationIds)
    {
        List<long> ids = [];
        locationIds = ids;
        foreach (var part in LocationIds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
            ids.Add(id);
        }

        return true;
    }
}
