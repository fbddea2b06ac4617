using System.Globalization;
using System.Text;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace Benchmarks.Samples;

/// <summary>A catalogue as a bulk operation's file has it: a line for each variant and for each level after it, slashes escaped.</summary>
internal static class BulkFile
{
    /// <summary>About what a variant and its levels take.</summary>
    public const int BytesOfVariant = 1_250;

    public static byte[] Bytes(Catalogue catalogue)
    {
        using var stream = new MemoryStream();
        Write(catalogue, stream);
        return stream.ToArray();
    }

    public static void Write(Catalogue catalogue, Stream stream)
    {
        using var writer = new StreamWriter(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20, leaveOpen: true);
        for (var number = 0; number < catalogue.Variants; number++)
        {
            var variant = catalogue.Variant(number);
            writer.Write(Line(variant));
            for (var place = 0; place < variant.LocationsCount; place++)
                writer.Write(Line(catalogue.Level(number, place), variant.VariantId));
        }
    }

    private static string Line(StagedVariant variant) => OneLine($$"""
        {
        "id":"{{Gid("ProductVariant", variant.VariantId)}}",
        "sku":"{{variant.Details.Sku}}",
        "barcode":{{(variant.Details.Barcode is { } barcode ? $"\"{barcode}\"" : "null")}},
        "title":"{{variant.Details.Title.Replace("/", @"\/", StringComparison.Ordinal)}}",
        "price":"{{variant.Details.Price}}",
        "updatedAt":"{{Time(variant.VariantUpdatedAt)}}",
        "product":{
        "id":"{{Gid("Product", variant.ProductId)}}",
        "title":"{{variant.ProductTitle}}",
        "status":"{{variant.ProductStatus}}",
        "updatedAt":"{{Time(variant.ProductUpdatedAt)}}"
        },
        "inventoryItem":{
        "id":"{{Gid("InventoryItem", variant.InventoryItemId)}}",
        "tracked":true,
        "updatedAt":"{{Time(variant.ItemUpdatedAt)}}",
        "locationsCount":{"count":{{variant.LocationsCount}},"precision":"EXACT"}
        }
        }
        """);

    private static string Line(StagedLevel level, long variantId) => OneLine($$"""
        {
        "id":"{{Gid("InventoryLevel", level.LocationId)}}?inventory_item_id={{level.InventoryItemId}}",
        "item":{"id":"{{Gid("InventoryItem", level.InventoryItemId)}}"},
        "location":{"id":"{{Gid("Location", level.LocationId)}}"},
        "updatedAt":"{{Time(level.UpdatedAt)}}",
        "quantities":[
        {"name":"available","quantity":{{level.Available}}},
        {"name":"on_hand","quantity":{{level.OnHand}}},
        {"name":"committed","quantity":{{level.Committed}}},
        {"name":"incoming","quantity":{{level.Incoming}}}
        ],
        "__parentId":"{{Gid("ProductVariant", variantId)}}"
        }
        """);

    private static string OneLine(FormattableString text) => FormattableString.Invariant(text).ReplaceLineEndings("") + "\n";

    private static string Gid(string type, long id) => string.Create(CultureInfo.InvariantCulture, $@"gid:\/\/shopify\/{type}\/{id}");

    private static string Time(UnixTime time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
