using System.Globalization;
using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>A variant whose details a full sync found different: what a row of SyncDrift tells in texts.</summary>
/// <param name="Id">The row's.</param>
internal sealed record VariantDrift(long Id, VariantDetails Was, VariantDetails Became)
{
    public static VariantDrift Of(Row row) => new(row.Long("Id"), row.VariantDetails("Held"), row.VariantDetails());

    /// <summary>The details as people are shown them: a JSON array, in the order of <see cref="VariantDetails.ToNamed"/>.</summary>
    public static string TextOf(VariantDetails details) => JsonSerializer.Serialize(
        [.. details.ToNamed().Select(detail => TextOf(detail.Value))], StorageJson.ForPeople.StringArray);

    private static string? TextOf(object? detail) =>
        detail is decimal price ? price.ToString("0.00##", CultureInfo.InvariantCulture) : (string?)detail;
}
