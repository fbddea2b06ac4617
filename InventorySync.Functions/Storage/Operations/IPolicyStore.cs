namespace InventorySync.Storage;

/// <summary>The policies of single SKUs: how many of each are kept back.</summary>
public interface IPolicyStore
{
    /// <summary>The live variants that a person may mean: those with this code, and the one with this id. By their ids.</summary>
    /// <param name="sku">A merchant's code; null to look for none.</param>
    /// <param name="variantId">Null to look for none.</param>
    Task<IReadOnlyList<FoundSku>> FindSkusAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// All per-SKU policies, by their variants' ids; one stays when its variant is deleted, and counts again if that comes back.
    /// </summary>
    Task<IReadOnlyList<SkuPolicyRow>> ListPoliciesAsync(CancellationToken cancellationToken);

    /// <summary>Sets the variant's policy; one that it has is replaced.</summary>
    Task SetPolicyAsync(SkuPolicy policy, CancellationToken cancellationToken);

    /// <returns>False if the variant has none.</returns>
    Task<bool> RemovePolicyAsync(long variantId, CancellationToken cancellationToken);
}
