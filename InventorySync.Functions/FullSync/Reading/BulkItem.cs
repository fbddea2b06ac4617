using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.FullSync;

/// <summary>The inventory item of a variant's line.</summary>
/// <param name="LocationsCount">How many levels Shopify says it has; null when it does not say exactly.</param>
internal readonly record struct BulkItem(long Id, bool Tracked, UnixTime UpdatedAt, int? LocationsCount)
{
    /// <exception cref="FormatException">It lacks something.</exception>
    public static BulkItem? Read(ref Utf8JsonReader reader)
    {
        if (!BulkField.EnterObject(ref reader)) return null;

        long? id = null;
        bool? tracked = null;
        UnixTime? updatedAt = null;
        int? locationsCount = null;
        while (BulkField.IsNext(ref reader))
        {
            var property = BulkField.TextOf(ref reader);
            if (property.SequenceEqual("id"u8)) id = BulkField.ReadId(ref reader);
            else if (property.SequenceEqual("tracked"u8)) tracked = BulkField.ReadFlag(ref reader);
            else if (property.SequenceEqual("updatedAt"u8)) updatedAt = BulkField.ReadTime(ref reader);
            else if (property.SequenceEqual("locationsCount"u8)) locationsCount = ReadExactCount(ref reader);
            else BulkField.Skip(ref reader);
        }

        return new BulkItem(
            id ?? throw BulkField.Missing("the item's id"),
            tracked ?? throw BulkField.Missing("tracked"),
            updatedAt ?? throw BulkField.Missing("the item's updatedAt"),
            locationsCount);
    }

    private static int? ReadExactCount(ref Utf8JsonReader reader)
    {
        if (!BulkField.EnterObject(ref reader)) return null;

        int? count = null;
        bool? isExact = null;
        while (BulkField.IsNext(ref reader))
        {
            var property = BulkField.TextOf(ref reader);
            if (property.SequenceEqual("count"u8)) count = BulkField.ReadNumber(ref reader);
            else if (property.SequenceEqual("precision"u8)) isExact = reader.Read() && reader.ValueTextEquals("EXACT"u8);
            else BulkField.Skip(ref reader);
        }

        if (count is null || isExact is null) throw BulkField.Missing("the count of locationsCount, or its precision,");
        return isExact.Value ? count : null;
    }
}
