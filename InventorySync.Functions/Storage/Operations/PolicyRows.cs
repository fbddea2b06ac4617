namespace InventorySync.Storage;

/// <summary>The rows of safety stocks and of what they are for, as both stores' statements answer them.</summary>
internal static class PolicyRows
{
    public static SkuPolicy Policy(Row row) =>
        new(row.Long("VariantId"), row.Int("SafetyStock"), row.TextOrNull("Note"), row.Time("SetAt"));

    public static FoundSku Found(Row row) => Live(row, "VariantId");

    public static SkuPolicyRow PolicyWithSku(Row row) => new(Policy(row), row.IsNull("LiveVariantId") ? null : Live(row, "LiveVariantId"));

    private static FoundSku Live(Row row, string variantId) => new(
        row.Long(variantId), row.TextOrNull("Sku"), row.Text("ProductTitle"), row.Text("Title"), row.IntOrNull("Available"),
        row.IntOrNull("Sellable"));
}
