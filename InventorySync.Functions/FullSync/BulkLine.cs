using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>One line of a bulk operation's file: a variant, or a level. Shopify escapes slashes, so nothing is compared before it is unescaped.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BulkLine(StagedVariant? Variant, StagedLevel? Level)
{
    /// <exception cref="FullSyncFailedException">It is neither.</exception>
    public static BulkLine Parse(ReadOnlySequence<byte> line, long number)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var row = JsonSerializer.Deserialize(ref reader, BulkLineJson.Default.BulkRow);
            if (reader.BytesConsumed != line.Length && !IsBlank(line.Slice(reader.BytesConsumed))) throw new JsonException("there is more after the object");
            return row switch
            {
                { Item: { } item, Location: { } location } => new BulkLine(null, ReadLevel(row, item, location)),
                { InventoryItem: { } item, Product: { } product } => new BulkLine(ReadVariant(row, item, product), null),
                _ => throw new FormatException("it is neither a variant nor a level"),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            throw new FullSyncFailedException($"Reading: line {number} cannot be read ({e.Message}); the download was cut short, or is not of this query.", e);
        }
    }

    public static bool IsBlank(ReadOnlySequence<byte> rest)
    {
        foreach (var segment in rest)
        {
            if (segment.Span.ContainsAnyExcept(" \r\t"u8)) return false;
        }

        return true;
    }

    private static StagedVariant ReadVariant(BulkRow row, BulkItem item, BulkProduct product) => new(
        BulkIds.Number(row.Id),
        BulkIds.Number(product.Id),
        BulkIds.Number(item.Id),
        new VariantDetails(row.Sku, row.Barcode, row.Title ?? throw Missing("title"), decimal.Parse(row.Price ?? throw Missing("price"), NumberStyles.Number, CultureInfo.InvariantCulture)),
        product.Title,
        product.Status,
        item.Tracked,
        BulkIds.Time(row.UpdatedAt),
        BulkIds.Time(product.UpdatedAt),
        BulkIds.Time(item.UpdatedAt),
        item.LocationsCount is { Precision: "EXACT" } count ? count.Count : null);

    private static StagedLevel ReadLevel(BulkRow row, BulkReference item, BulkReference location)
    {
        var quantities = row.Quantities ?? throw Missing("quantities");
        return new StagedLevel(
            BulkIds.Number(item.Id), BulkIds.Number(location.Id), Quantity("available"), Quantity("on_hand"), Quantity("committed"), Quantity("incoming"), BulkIds.Time(row.UpdatedAt));

        int Quantity(string name) => quantities.FirstOrDefault(quantity => quantity?.Name == name)?.Quantity ?? throw Missing($"the quantity {name}");
    }

    private static FormatException Missing(string what) => new($"{what} is missing");
}

internal sealed record BulkRow(
    string? Id = null, string? Sku = null, string? Barcode = null, string? Title = null, string? Price = null, string? UpdatedAt = null, BulkProduct? Product = null,
    BulkItem? InventoryItem = null, BulkReference? Item = null, BulkReference? Location = null, IReadOnlyList<BulkQuantity?>? Quantities = null);

internal sealed record BulkReference(string? Id);

internal sealed record BulkProduct(string? Id, string Title, string Status, string? UpdatedAt);

internal sealed record BulkItem(string? Id, bool Tracked, string? UpdatedAt, BulkCount? LocationsCount = null);

internal sealed record BulkCount(int Count, string Precision);

internal sealed record BulkQuantity(string Name, int Quantity);

// What a line lacks must not be read as false, zero or nothing: the query asks for all of it.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BulkRow))]
internal sealed partial class BulkLineJson : JsonSerializerContext;
