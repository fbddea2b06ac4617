using InventorySync.Inventory;

namespace InventorySync.Shopify;

/// <summary>
/// The texts of Queries/, one operation each; they are embedded in the assembly. What they all ask of a variant replaces ...VariantFields
/// as text: no source says whether a bulk query may have fragments.
/// </summary>
internal static class QueryText
{
    private static readonly EmbeddedText Texts = new(typeof(QueryText).Assembly, "InventorySync.Shopify.Queries", ".graphql");

    public static IReadOnlyList<string> Names => Texts.Names;

    /// <exception cref="InvalidOperationException">There is no query of that name.</exception>
    public static string Of(string name) => Texts[name].Replace("...VariantFields", VariantNode.Fields, StringComparison.Ordinal);
}
