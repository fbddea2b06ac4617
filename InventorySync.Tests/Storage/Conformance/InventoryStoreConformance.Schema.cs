using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task An_opened_database_says_what_it_is_bound_to_and_stays_so()
    {
        await OpenAsync(new StoreBinding(Shop, [There, Here, Here], Margin, SafetyStock: 3));

        var held = await Database.Open().OpenAsync(new StoreBinding(Shop, [], Margin), CancellationToken.None);

        Assert.Equal((Shop, 3), (held.ShopDomain, held.SafetyStock));
        Assert.Equal([Here, There], held.LocationIds);
        Assert.Equal(["3"], await Database.QueryAsync("SELECT SafetyStock FROM SyncState"));
        Assert.Equal(["7", "8"], await Database.QueryAsync("SELECT LocationId FROM IncludedLocation ORDER BY LocationId"));
    }

    [StoreFact]
    public async Task An_app_that_starts_with_other_settings_binds_the_database_to_them()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 2)]));

        await OpenAsync(new StoreBinding(Shop, [Here], Margin, SafetyStock: 3));
        var held = await Store.OpenAsync(new StoreBinding(Shop, [], Margin), CancellationToken.None);

        Assert.Equal(3, held.SafetyStock);
        Assert.Equal([Here], held.LocationIds);
        Assert.Equal("5", await AvailableAsync());
    }

    [StoreFact]
    public async Task Tables_that_were_copied_without_their_data_are_refused_in_one_line()
    {
        await OpenAsync(new StoreBinding(Shop, [], Margin));
        await Database.ExecuteAsync("DELETE FROM SyncState");
        var starts = (Func<IInventoryStore, Task>[])
        [
            store => store.PrepareAsync(new StoreBinding(Shop, [], Margin), CancellationToken.None),
            store => store.OpenAsync(new StoreBinding(Shop, [], Margin), CancellationToken.None),
        ];
        foreach (var start in starts)
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => start(Database.Open()));

            Assert.Contains("SyncState has lost its only row", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
        }
    }

    [StoreFact]
    public async Task Another_shops_database_is_not_opened()
    {
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(
            () => Database.Open().OpenAsync(new StoreBinding("other.myshopify.com", [], Margin), CancellationToken.None));

        Assert.Contains("holds the stock of shop.myshopify.com", refused.Message, StringComparison.Ordinal);
    }
}
