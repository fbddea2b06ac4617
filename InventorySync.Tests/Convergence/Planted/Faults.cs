using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>What has been got wrong in such systems before.</summary>
internal static class Faults
{
    public static IReadOnlyList<Fault> All { get; } = [.. OfRegisters, .. LocationFaults.All];

    private static IEnumerable<Fault> OfRegisters =>
    [
        Fault.InSql(
            "a full sync takes numbers of the same second (>= for >)", "ReplaceLevels", "r.UpdatedAt > InventoryLevel.AvailableUpdatedAt",
            "r.UpdatedAt >= InventoryLevel.AvailableUpdatedAt"),
        Fault.InSql("a full sync ignores when a number was seen", "ReplaceLevels", "InventoryLevel.AvailableSeenAt < @seenAt", "1"),
        Fault.InSql("a full sync ignores when details were seen", "ReplaceSkus", "Sku.DetailsSeenAt < @seenAt", "1"),
        Fault.InSql("absence from a download always disconnects", "ReplaceLevels", "WHERE PresenceSeenAt <= @seenAt", "WHERE true"),
        Fault.InSql(
            "presence in a download always revives", "ReplaceSkus", "WHERE PresenceSeenAt < @seenAt;",
            "WHERE EXISTS (SELECT 1 FROM RawSkusFromShopify AS r WHERE r.VariantId = Sku.VariantId);"),
        Fault.InSql(
            "a deleted product leaves no tombstone", "WriteProduct", "VariantsSeenAt = excluded.VariantsSeenAt;",
            "VariantsSeenAt = excluded.VariantsSeenAt; DELETE FROM Product WHERE ProductId = @productId AND IsDeleted = 1;"),
        Fault.InSql("a disconnect is not written", "WriteLevel", "IsConnected = excluded.IsConnected", "IsConnected = IsConnected"),
        Fault.InSql(
            "the sum is computed before the level is written", "ComputeAvailability", "SELECT Available FROM ItemAvailability WHERE",
            "SELECT Available FROM Sku WHERE"),
        Fault.InSql(
            "of variants that share an item only one gets the sum", "WriteAvailability", "AND Available IS NOT @available",
            "AND VariantId = (SELECT min(v.VariantId) FROM Sku AS v WHERE v.InventoryItemId = @inventoryItemId)"),
        Fault.InSql("tracking is not copied to the variants", "CopyItemToSku", "WHERE InventoryItemId = @inventoryItemId\n", "WHERE 0\n"),
        Fault.InSql(
            "a full sync says nothing of what nobody has met", "ReadAbsentSince", "WHERE ReadEverythingSeenAt IS NOT NULL", "WHERE 0"),
        Fault.InSql(
            "the lease is not fenced", "HoldsLease", "SELECT Id FROM SyncRun WHERE Id = @runId AND Owner = @owner AND State < 5",
            "SELECT 1 AS Id WHERE @runId = @runId AND @owner = @owner"),
        Fault.InSql("drift counts rows that did not differ", "RecordItemDrift", "WHERE i.Tracked IS NOT r.Tracked", "WHERE true"),
        Fault.InSql(
            "the raw table is emptied before the last transaction", "ClearStaging", "DELETE FROM StagedVariant;",
            "DELETE FROM StagedVariant; DELETE FROM RawSkusFromShopify;"),
        Fault.InSql(
            "a conflict asks for no look-up", "AskLookUp", "VALUES (@kind, @id, @reason, @askedAt, @seenAfter, @notBefore, 0)",
            "SELECT @kind, @id, @reason, @askedAt, @seenAfter, @notBefore, 0 WHERE @reason <> 2"),
        new Fault("rootObjectCount is not checked", Fault.None.Edit, Fault.None.Wrap, TrustsCounts: true),
        Fault.InStore("reads claim to see what they were read at (no margin)", WithoutMargin),
        Fault.InStore("a message leaves the queue before its commit", Forgetful),
    ];

    private static IInventoryStore WithoutMargin(IInventoryStore store) =>
        OtherwiseStore.Of(store, nameof(IInventoryStore.ReplaceAsync), args =>
        {
            var replacement = (Replacement)args[1]!;
            args[1] = replacement with { SeenAt = replacement.BulkCreatedAt };
            return null;
        });

    /// <summary>The instance that was about to commit ends, and nobody delivers again.</summary>
    private static IInventoryStore Forgetful(IInventoryStore store)
    {
        var calls = 0;
        return OtherwiseStore.Of(
            store, nameof(IInventoryStore.ApplyLevelAsync),
            _ => ++calls % 40 == 0 ? Task.FromResult(new LevelChange(Outcome.Applied, null, null, null, [], null)) : null);
    }
}
