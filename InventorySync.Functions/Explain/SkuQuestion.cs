using System.Globalization;

namespace InventorySync.Explain;

/// <summary>Which variant a person means.</summary>
/// <param name="Asked">As it was asked.</param>
/// <param name="Code">Null where only an id can be meant.</param>
/// <param name="VariantId">Null where only a code can be meant; a number may be either.</param>
public sealed record SkuQuestion(string Asked, string? Code, long? VariantId)
{
    private const string Gid = "gid://shopify/ProductVariant/";

    /// <param name="text">A code, a variant's id, or its gid://shopify/ProductVariant/ as Shopify's API has it.</param>
    public static SkuQuestion Of(string text)
    {
        if (text.StartsWith(Gid, StringComparison.Ordinal) && IdOf(text[Gid.Length..]) is { } id) return new SkuQuestion(text, null, id);
        return new SkuQuestion(text, text, IdOf(text));
    }

    private static long? IdOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
