using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreTheory]
    [InlineData(0, 8, 8)]
    [InlineData(3, 8, 5)]
    [InlineData(8, 8, 0)]
    [InlineData(9, 8, 0)]
    [InlineData(3, 0, 0)]
    [InlineData(0, -2, 0)]
    [InlineData(3, int.MinValue, 0)]
    [InlineData(SkuPolicy.MaxSafetyStock, int.MaxValue, int.MaxValue - SkuPolicy.MaxSafetyStock)]
    public async Task What_is_kept_back_is_not_sellable_and_still_available(int safetyStock, int available, int sellable)
    {
        await OpenAsync(new StoreBinding(Shop, [], Margin, safetyStock));
        await ReadAsync(Found(10, levels: [(Here, available)]));

        Assert.Equal([$"{available}|{sellable}"], await SellableAsync());
    }

    [StoreFact]
    public async Task Where_the_setting_was_lost_nothing_is_kept_back()
    {
        await ReadAsync(Found(10, levels: [(Here, 8)]));
        await Database.ExecuteAsync("DELETE FROM SyncState");

        Assert.Equal(["8|8"], await SellableAsync());
    }

    [StoreFact]
    public async Task Of_what_is_not_tracked_as_much_as_one_likes_is_sellable()
    {
        await OpenAsync(new StoreBinding(Shop, [], Margin, 3));
        await ReadAsync(Found(10, tracked: false, levels: [(Here, 8)]));
        await Store.SetPolicyAsync(new SkuPolicy(Variant, 5, null, Now), CancellationToken.None);

        Assert.Equal(["null|null"], await SellableAsync());
    }

    [StoreFact]
    public async Task A_policy_stands_in_for_the_setting_until_it_is_removed()
    {
        await ReadAsync(Found(10, levels: [(Here, 8)]));
        await Store.SetPolicyAsync(new SkuPolicy(Variant, 6, "a fair", Now), CancellationToken.None);
        Assert.Equal(["8|2"], await SellableAsync());

        await OpenAsync(new StoreBinding(Shop, [], Margin, 3));
        Assert.Equal(["8|2"], await SellableAsync());
        await Store.SetPolicyAsync(new SkuPolicy(Variant, 0, null, LaterNow), CancellationToken.None);
        Assert.Equal(["8|8"], await SellableAsync());
        Assert.Equal(
            [new SkuPolicyRow(new SkuPolicy(Variant, 0, null, LaterNow), new FoundSku(Variant, "SKU-1", "Shirt", "Small", 8, 8))],
            await Store.ListPoliciesAsync(CancellationToken.None));

        Assert.True(await Store.RemovePolicyAsync(Variant, CancellationToken.None));
        Assert.False(await Store.RemovePolicyAsync(Variant, CancellationToken.None));
        Assert.Equal(["8|5"], await SellableAsync());
        Assert.Empty(await Store.ListPoliciesAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task A_policy_outlives_its_variant()
    {
        await ReadAsync(Found(10, levels: [(Here, 8)]));
        await Store.SetPolicyAsync(new SkuPolicy(Variant, 6, "a fair", Now), CancellationToken.None);
        await ReadAsync(new ItemRead(Item, At(20), null));

        Assert.Equal(
            [new SkuPolicyRow(new SkuPolicy(Variant, 6, "a fair", Now), null)], await Store.ListPoliciesAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task A_SKU_is_found_by_its_code_and_by_its_id_and_not_after_its_deletion()
    {
        await FullSyncAsync(
            Now, createdAt: 300, InDownload(101, 1), InDownload(102, 2),
            InDownload(103, 3) with { Details = new VariantDetails("101", null, "Small", 1m) });
        Assert.Equal([101L, 102L], (await FindAsync("SKU-1", null)).Select(sku => sku.VariantId));
        Assert.Equal([101L, 103L], (await FindAsync("101", 101)).Select(sku => sku.VariantId));
        Assert.Equal([101L], (await FindAsync(null, 101)).Select(sku => sku.VariantId));
        Assert.Empty(await FindAsync("nobody's", null));

        await ReadAsync(new ItemRead(1, At(1_000), null));
        Assert.Empty(await FindAsync(null, 101));
    }

    private Task<IReadOnlyList<FoundSku>> FindAsync(string? sku, long? variantId) =>
        Store.FindSkusAsync(sku, variantId, 10, CancellationToken.None);

    private Task<IReadOnlyList<string>> SellableAsync() =>
        Database.QueryAsync($"SELECT Available, Sellable FROM SkuLive WHERE VariantId = {Variant}");
}
