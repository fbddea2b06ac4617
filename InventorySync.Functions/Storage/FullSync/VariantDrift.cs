using System.Globalization;
using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>A variant whose details a full sync found different: what a row of SyncDrift tells in texts.</summary>
/// <param name="Id">The row's.</param>
internal sealed record VariantDrift(long Id, VariantDetails Was, VariantDetails Became)
{
    public static VariantDrift Of(Row row) => new(row.Long("Id"), row.VariantDetails("Held"), row.VariantDetails());

    /// <summary>The details as people are shown them: a JSON array of the code, the barcode, the title and the price.</summary>
    public static string TextOf(VariantDetails details) => JsonSerializer.Serialize<string?[]>(
        [details.Sku, details.Barcode, details.Title, details.Price.ToString("0.00##", CultureInfo.InvariantCulture)],
        StorageJson.ForPeople.StringArray);
}
