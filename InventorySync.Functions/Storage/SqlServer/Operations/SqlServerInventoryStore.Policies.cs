using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<FoundSku>> FindSkusAsync(
        string? sku, long? variantId, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "FindSkus", answer => answer.AllAsync(PolicyRows.Found),
            ("@sku", Normal.Cut(sku, Normal.ShortLength)), ("@variantId", variantId), ("@limit", limit)),
        cancellationToken);

    public async Task<IReadOnlyList<SkuPolicyRow>> ListPoliciesAsync(CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync("ListPolicies", answer => answer.AllAsync(PolicyRows.PolicyWithSku)), cancellationToken);

    public Task SetPolicyAsync(SkuPolicy policy, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "SetPolicy", _ => true,
            ("@variantId", policy.VariantId), ("@safetyStock", policy.SafetyStock), ("@note", policy.Note),
            ("@setAt", policy.SetAt.Nanoseconds)),
        cancellationToken);

    public Task<bool> RemovePolicyAsync(long variantId, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync("RemovePolicy", row => row.Int("Removed") > 0, ("@variantId", variantId)), cancellationToken);
}
