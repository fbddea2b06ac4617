using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.FullSync;

/// <summary>The product of a variant's line.</summary>
internal readonly record struct BulkProduct(long Id, string Title, string Status, UnixTime UpdatedAt)
{
    /// <exception cref="FormatException">It lacks something: what a line lacks must not be read as nothing, since the query asks for all of
    /// it.</exception>
    public static BulkProduct? Read(ref Utf8JsonReader reader, RepeatedTexts texts)
    {
        if (!BulkField.EnterObject(ref reader)) return null;

        long? id = null;
        string? title = null;
        string? status = null;
        UnixTime? updatedAt = null;
        while (BulkField.IsNext(ref reader))
        {
            var property = BulkField.TextOf(ref reader);
            if (property.SequenceEqual("id"u8)) id = BulkField.ReadId(ref reader);
            else if (property.SequenceEqual("title"u8)) title = texts.Read(ref reader);
            else if (property.SequenceEqual("status"u8)) status = texts.Read(ref reader);
            else if (property.SequenceEqual("updatedAt"u8)) updatedAt = BulkField.ReadTime(ref reader);
            else BulkField.Skip(ref reader);
        }

        return new BulkProduct(
            id ?? throw BulkField.Missing("the product's id"),
            title ?? throw BulkField.Missing("the product's title"),
            status ?? throw BulkField.Missing("the product's status"),
            updatedAt ?? throw BulkField.Missing("the product's updatedAt"));
    }
}
