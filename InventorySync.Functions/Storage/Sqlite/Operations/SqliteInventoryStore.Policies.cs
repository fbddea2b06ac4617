namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<FoundSku>> FindSkusAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<FoundSku>>(
        session => session.All("FindSkus", row => FoundSkuAt(row, 0), ("@sku", sku), ("@variantId", variantId), ("@limit", limit)), cancellationToken);

    public Task<IReadOnlyList<SkuPolicyRow>> ListPoliciesAsync(CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<SkuPolicyRow>>(
        session => session.All(
            "ListPolicies",
            row => new SkuPolicyRow(new SkuPolicy(row.GetInt64(0), row.GetInt32(1), row.TextOrNull(2), row.Time(3)), row.IsDBNull(4) ? null : FoundSkuAt(row, 4))),
        cancellationToken);

    public Task SetPolicyAsync(SkuPolicy policy, CancellationToken cancellationToken) => WriteAsync(
        session => session.Execute(
            "SetPolicy", ("@variantId", policy.VariantId), ("@safetyStock", policy.SafetyStock), ("@note", policy.Note), ("@setAt", policy.SetAt.Nanoseconds)),
        cancellationToken);

    public Task<bool> RemovePolicyAsync(long variantId, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("RemovePolicy", ("@variantId", variantId)) > 0, cancellationToken);

    /// <summary>Columns VariantId, Sku, ProductTitle, Title, Available and Sellable, from <paramref name="column"/> on.</summary>
    private static FoundSku FoundSkuAt(Row row, int column) => new(
        row.GetInt64(column), row.TextOrNull(column + 1), row.GetString(column + 2), row.GetString(column + 3), row.IntOrNull(column + 4), row.IntOrNull(column + 5));
}
