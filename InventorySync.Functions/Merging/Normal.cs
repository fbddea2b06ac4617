using System.Globalization;
using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// Brings what was observed into the form that the tables hold, before anything is decided. Otherwise a text that was cut would never
/// equal the held one, and each repeat would be a conflict.
/// </summary>
public static class Normal
{
    /// <summary>The columns' lengths in characters. Shopify's own limit is 255 for each, and three of them in a variant's title.</summary>
    public const int ShortLength = 500;

    public const int TitleLength = 1_000;
    public const int StatusLength = 50;
    public const int LocationLength = 500;

    /// <summary>Digits behind the point of a price: the column is decimal(19,4).</summary>
    private const int PriceDigits = 4;

    /// <summary>The column's greatest price is below this.</summary>
    private const decimal PriceLimit = 1_000_000_000_000_000m;

    internal static IObservation Of(IObservation observation) => observation switch
    {
        ProductObservation product => Of(product),
        ProductRead { Product: { } content } read => read with { Product = Of(content) },
        ItemRead { Item: { } item } read => read with { Item = item with { Variants = [.. item.Variants.Select(Of)] } },
        _ => observation,
    };

    /// <summary>A text as its column holds it: cut to its length, and never through a character that takes two places.</summary>
    public static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>A price as its column holds it: rounded.</summary>
    public static decimal Round(decimal price) =>
        price.Scale > PriceDigits ? Math.Round(price, PriceDigits, MidpointRounding.AwayFromZero) : price;

    /// <exception cref="ArgumentOutOfRangeException">The column takes no such price.</exception>
    public static decimal Price(decimal price)
    {
        var rounded = Round(price);
        return Math.Abs(rounded) < PriceLimit
            ? rounded
            : throw new ArgumentOutOfRangeException(
                nameof(price), string.Create(CultureInfo.InvariantCulture, $"The price {price} has more digits than the database takes."));
    }

    private static ProductObservation Of(ProductObservation product) => product with
    {
        Details = product.Details is { } details ? details with { Value = Of(details.Value) } : null,
        Variants = product.Variants is { } listing ? listing with { Bodies = [.. listing.Bodies.Select(Of)] } : null,
    };

    private static ProductContent Of(ProductContent content) => content with
    {
        Details = Of(content.Details), Variants = [.. content.Variants.Select(variant => variant with { Variant = Of(variant.Variant) })],
    };

    private static VariantSnapshot Of(VariantSnapshot variant) =>
        variant with { Details = Of(variant.Details), Product = variant.Product with { Details = Of(variant.Product.Details) } };

    private static VariantObservation Of(VariantObservation variant) => variant with { Details = Of(variant.Details) };

    private static ProductDetails Of(ProductDetails details) =>
        new(Cut(details.Title, TitleLength)!, Cut(details.Status, StatusLength)!);

    private static VariantDetails Of(VariantDetails details) => new(
        Cut(details.Sku, ShortLength), Cut(details.Barcode, ShortLength), Cut(details.Title, TitleLength)!, Price(details.Price));
}
