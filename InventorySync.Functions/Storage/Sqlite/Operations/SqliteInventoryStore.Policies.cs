namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<FoundSku>> FindSkusAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<FoundSku>>(
            session => session.All("FindSkus", PolicyRows.Found, ("@sku", sku), ("@variantId", variantId), ("@limit", limit)),
            cancellationToken);

    public Task<IReadOnlyList<SkuPolicyRow>> ListPoliciesAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SkuPolicyRow>>(session => session.All("ListPolicies", PolicyRows.PolicyWithSku), cancellationToken);

    public Task SetPolicyAsync(SkuPolicy policy, CancellationToken cancellationToken) => WriteAsync(
        session => session.Execute(
            "SetPolicy", ("@variantId", policy.VariantId), ("@safetyStock", policy.SafetyStock), ("@note", policy.Note),
            ("@setAt", policy.SetAt.Nanoseconds)),
        cancellationToken);

    public Task<bool> RemovePolicyAsync(long variantId, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("RemovePolicy", ("@variantId", variantId)) > 0, cancellationToken);
}
