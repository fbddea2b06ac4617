using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>What has been got wrong in such systems before.</summary>
internal static class Faults
{
    public static IReadOnlyList<Fault> All { get; } = [.. OfRegisters, .. LocationFaults.All];

    private static IEnumerable<Fault> OfRegisters =>
    [
        Fault.InSql(
            "a full sync takes numbers of the same second (>= for >)", "CompareDownload", "l.AvailableUpdatedAt, l.AvailableSeenAt",
            "l.AvailableUpdatedAt - 1, l.AvailableSeenAt"),
        Fault.InSql(
            "a full sync ignores when a number was seen", "CompareDownload", "l.AvailableUpdatedAt, l.AvailableSeenAt",
            "NULL, l.AvailableSeenAt"),
        Fault.InSql(
            "a full sync ignores when details were seen", "CompareDownload", "s.DetailsUpdatedAt, s.DetailsSeenAt",
            "NULL, s.DetailsSeenAt"),
        Fault.InSql(
            "absence from a download always disconnects", "CompareDownload", "l.PresenceSeenAt",
            "CASE WHEN l.IsConnected = 0 THEN l.PresenceSeenAt END"),
        Fault.InSql(
            "presence in a download always revives", "CompareDownload", "s.PresenceSeenAt",
            "CASE WHEN s.IsDeleted = 0 THEN s.PresenceSeenAt END"),
        Fault.InMerging("a deleted product leaves no tombstone", WithoutTombstone),
        Fault.InMerging("a disconnect is not written", WithoutDisconnect),
        Fault.InMerging("the sum is computed before the level is written", registers => Copy(registers, (_, change) => change.Was!)),
        Fault.InMerging("of variants that share an item only one gets the sum", registers => Copy(
            registers, (isFirst, change) => isFirst ? change.Becomes! : change.Was!)),
        Fault.InMerging("tracking is not copied to the variants", registers => Copy(
            registers, (_, change) => change.Becomes! with { Tracked = change.Was!.Tracked })),
        Fault.InSql(
            "a full sync says nothing of what nobody has met", "LoadAbsence", "SELECT ReadEverythingSeenAt",
            "SELECT NULL AS ReadEverythingSeenAt"),
        Fault.InSql(
            "the lease is not fenced", "HoldsLease", "SELECT Id FROM SyncRun WHERE Id = @runId AND Owner = @owner AND State < 5",
            "SELECT 1 AS Id WHERE @runId = @runId AND @owner = @owner"),
        Fault.InSql("drift counts rows that did not differ", "RecordItemDrift", "d.IsOther = 1", "true"),
        Fault.InSql(
            "the raw table is emptied before the last transaction", "ClearStaging", "DELETE FROM StagedVariant;",
            "DELETE FROM StagedVariant; DELETE FROM RawSkusFromShopify;"),
        new Fault("a conflict asks for no look-up", Fault.None.Edit, Fault.None.Wrap, Write: (registers, needs) =>
            [.. RegisterWrites.Of(registers), .. needs is null ? [] : NeedWrites.Of(needs).Where(write => !AsksForConflict(write))]),
        new Fault("rootObjectCount is not checked", Fault.None.Edit, Fault.None.Wrap, TrustsCounts: true),
        Fault.InStore("reads claim to see what they were read at (no margin)", WithoutMargin),
        Fault.InStore("a message leaves the queue before its commit", Forgetful),
    ];

    private static void WithoutTombstone(RegisterSet registers)
    {
        foreach (var (productId, _, becomes) in registers.ProductChanges)
        {
            if (!becomes!.Presence.IsPresent)
                registers.Set(productId, new ProductRegisters(null, new Presence(IsPresent: false, default), VariantsSeenAt: null));
        }
    }

    private static void WithoutDisconnect(RegisterSet registers)
    {
        foreach (var (key, was, becomes) in registers.LevelChanges)
        {
            if (was is { Presence.IsPresent: true } && !becomes!.Presence.IsPresent)
                registers.Set(key, becomes with { Presence = becomes.Presence with { IsPresent = true } });
        }
    }

    /// <summary>Copies something else to the variants of an item that has changed.</summary>
    /// <param name="copy">Is told whether the variant is the first of its item; of what it gives only the item's copies count.</param>
    private static void Copy(RegisterSet registers, Func<bool, RowChange<long, VariantRegisters>, VariantRegisters> copy)
    {
        HashSet<long> seen = [];
        foreach (var change in registers.VariantChanges.Where(change => change.Was is not null))
        {
            var copied = copy(seen.Add(change.Becomes!.InventoryItemId), change);
            registers.Set(change.Key, change.Becomes with { Tracked = copied.Tracked, Available = copied.Available });
        }
    }

    /// <summary>The batches of a history are small: of one that asks for a look-up because of a conflict, all are left out.</summary>
    private static bool AsksForConflict(TableWrite write) =>
        write.Statement == "InsertLookUps" && write.Json.Contains("\"reason\":2", StringComparison.Ordinal);

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
            store, nameof(IInventoryStore.ApplyAsync),
            args => args[0] is IReadOnlyList<IObservation> and [LevelObservation] && ++calls % 40 == 0
                ? Task.FromResult<IReadOnlyList<Applied>>(
                    [new Applied(new LevelChange(Outcome.Applied, null, null, null, []), Fault: null)])
                : null);
    }
}
