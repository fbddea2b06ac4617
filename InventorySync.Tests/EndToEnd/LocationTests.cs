using InventorySync.Merging;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.EndToEnd;

/// <summary>Locations that come and go, as the shop's staff does it.</summary>
public sealed class LocationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_location_that_is_deactivated_activated_and_deleted_changes_every_SKU_there_at_once()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        var location = system.Shop.Read(view => view.Locations.Last());
        var before = await system.QueryAsync("SELECT VariantId, Available FROM SkuLive ORDER BY 1");

        system.Shop.SetLocationActive(location.Id, isActive: false);
        await system.SettleAsync();
        Assert.NotEqual(before, await system.QueryAsync("SELECT VariantId, Available FROM SkuLive ORDER BY 1"));
        system.TablesEqualTheStore();

        system.Shop.SetLocationActive(location.Id, isActive: true);
        await system.SettleAsync();
        Assert.Equal(before, await system.QueryAsync("SELECT VariantId, Available FROM SkuLive ORDER BY 1"));
        system.TablesEqualTheStore();
        Assert.Equal(EarlySyncReason.Locations, (await system.Tables.GetSyncHistoryAsync(CancellationToken.None)).EarlySync!.Reason);

        system.Shop.SetLocationActive(location.Id, isActive: false);
        system.Shop.DeleteLocation(location.Id);
        await system.SettleAsync();
        system.TablesEqualTheStore();
        Assert.Equal(
            [$"{location.Name}|0|1"],
            await system.QueryAsync($"SELECT Name, IsActive, IsDeleted FROM Location WHERE LocationId = {location.Id}"));

        await system.Clock.SkipAsync(TimeSpan.FromMinutes(3));
        Assert.Equal((0, 0), await system.SyncWellAsync() switch { var report => (report.Drift, report.InFlight) });
        system.TablesEqualTheStore();
    }
}
