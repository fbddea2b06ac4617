namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<FoundSku>> FindSkusAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "FindSkus", answer => answer.AllAsync(row => FoundSkuAt(row, 0)),
            ("@sku", TextLimits.Cut(sku, TextLimits.SkuLength)), ("@variantId", variantId), ("@limit", limit)),
        cancellationToken);

    public async Task<IReadOnlyList<SkuPolicyRow>> ListPoliciesAsync(CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ListPolicies",
            answer => answer.AllAsync(row => new SkuPolicyRow(
                new SkuPolicy(row.Long(0), row.Int(1), row.TextOrNull(2), row.Time(3)), row.IsDBNull(4) ? null : FoundSkuAt(row, 4)))),
        cancellationToken);

    public Task SetPolicyAsync(SkuPolicy policy, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "SetPolicy", _ => true,
            ("@variantId", policy.VariantId), ("@safetyStock", policy.SafetyStock), ("@note", policy.Note), ("@setAt", policy.SetAt.Nanoseconds)),
        cancellationToken);

    public Task<bool> RemovePolicyAsync(long variantId, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("RemovePolicy", row => row.Int(0) > 0, ("@variantId", variantId)), cancellationToken);

    /// <summary>Columns VariantId, Sku, ProductTitle, Title, Available and Sellable, from <paramref name="column"/> on.</summary>
    private static FoundSku FoundSkuAt(Row row, int column) => new(
        row.Long(column), row.TextOrNull(column + 1), row.GetString(column + 2), row.GetString(column + 3), row.IntOrNull(column + 4), row.IntOrNull(column + 5));
}
