namespace InventorySync.Tests.Storage.Conformance;

/// <summary>
/// What a full sync says of what it did not show, and nobody has met: a deletion may have been lost, and the create may come late.
/// </summary>
public abstract partial class InventoryStoreConformance
{
    private const long Unknown = 999;

    [StoreFact]
    public async Task A_late_message_of_a_product_that_no_full_sync_has_shown_does_not_revive_it()
    {
        await SyncAsync(100, [StagedOf(variant: Unknown, product: 9999, item: 99)], []);

        await ApplyAsync(Listed(50, 50, [Body(Variant, Item)]));

        Assert.Equal(["1|1"], await Database.QueryAsync(
            $"SELECT p.IsDeleted, s.IsDeleted FROM Product p JOIN Sku s ON s.ProductId = p.ProductId WHERE p.ProductId = {Product}"));
    }

    [StoreFact]
    public async Task A_message_of_a_product_from_after_the_full_sync_is_believed()
    {
        await SyncAsync(100, [StagedOf(variant: Unknown, product: 9999, item: 99)], []);

        await ApplyAsync(Listed(150, 150, [Body(Variant, Item)]));

        Assert.Equal(["0|0"], await Database.QueryAsync(
            $"SELECT p.IsDeleted, s.IsDeleted FROM Product p JOIN Sku s ON s.ProductId = p.ProductId WHERE p.ProductId = {Product}"));
    }

    [StoreFact]
    public async Task A_late_message_of_an_item_that_no_full_sync_has_shown_does_not_revive_it()
    {
        await SyncAsync(100, [StagedOf(variant: Unknown, product: 9999, item: 99)], []);

        await ApplyAsync(Tracks(true, 50, 50));
        await ApplyAsync(Tracks(true, 150, 150, OtherItem));

        Assert.Equal([$"{Item}|1", $"{OtherItem}|0"], await Database.QueryAsync(
            $"SELECT InventoryItemId, IsDeleted FROM InventoryItem WHERE InventoryItemId IN ({Item}, {OtherItem}) "
            + "ORDER BY InventoryItemId"));
    }

    /// <summary>An update says nothing about the connection, but that it was there when it was sent.</summary>
    [StoreFact]
    public async Task A_late_message_of_a_level_that_no_full_sync_has_shown_does_not_connect_it()
    {
        await SyncAsync(100, [StagedOf()], []);

        await ApplyAsync(Update(5, 50, 50));
        Assert.Equal("0", await AvailableAsync());
        await ApplyAsync(Update(4, 150, 150, There));

        Assert.Equal("4", await AvailableAsync());
        Assert.Equal(
            [$"{Here}|0|{At(100).Nanoseconds}", $"{There}|1|0"],
            await Database.QueryAsync("SELECT LocationId, IsConnected, PresenceSeenAt FROM InventoryLevel ORDER BY LocationId"));
    }

    [StoreFact]
    public async Task A_look_up_that_was_answered_before_the_full_sync_but_comes_after_it_revives_nothing()
    {
        await SyncAsync(100, [StagedOf(variant: Unknown, product: 9999, item: 99)], []);

        await ReadAsync(Found(50, levels: [(Here, 5)]));

        Assert.Equal(["1|1|1"], await Database.QueryAsync(
            "SELECT p.IsDeleted, s.IsDeleted, i.IsDeleted FROM Product p JOIN Sku s ON s.ProductId = p.ProductId "
            + $"JOIN InventoryItem i ON i.InventoryItemId = s.InventoryItemId WHERE p.ProductId = {Product}"));
        Assert.Equal(["0"], await Database.QueryAsync("SELECT IsConnected FROM InventoryLevel"));
    }
}
