using CsCheck;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    /// <summary>Few values of each, so that ties, repeats and absences are common.</summary>
    private static Gen<double> GenTime { get; } = Gen.Int[1, 4].Select(seconds => (double)seconds);

    private static Gen<StagedVariant> GenStagedVariant { get; } = Gen.Select(
        Gen.Select(Gen.Long[101, 103], Gen.Long[1001, 1002], Gen.Long[11, 12]), Gen.Select(GenTitle, GenTitle, Gen.Bool),
        Gen.Select(GenTime, GenTime, GenTime), Gen.Int[-1, 2],
        (ids, values, times, locations) => StagedOf(
            ids.Item1, ids.Item2, ids.Item3, values.Item1, values.Item2, "ACTIVE", values.Item3, times.Item1, times.Item2, times.Item3,
            locations: locations < 0 ? null : locations));

    private static Gen<StagedLevel> GenStagedLevel { get; } = Gen.Select(
        Gen.Int[-1, 2], Gen.Long[Here, There], Gen.Long[11, 12], GenTime,
        (available, location, item, updatedAt) => LevelOf(available, location, item, updatedAt));

    /// <summary>What the tables may hold before: look-ups' answers, and webhooks.</summary>
    private static Gen<Func<IInventoryStore, Task>> GenChange { get; } = Gen.Int[0, 3].SelectMany(kind => kind switch
    {
        0 => Gen.Select(Gen.Long[11, 12], GenTime)
            .Select((item, seenAt) => Change(store => store.ApplyItemReadAsync(Gone(seenAt, item), Now, CancellationToken.None))),
        1 => GenRead.Select(read => Change(store => store.ApplyItemReadAsync(read, Now, CancellationToken.None))),
        _ => Gen.Select(GenWebhook, Gen.Long[11, 12], Gen.Long[Here, There]).Select((webhook, item, location) =>
            Change(store => store.ApplyLevelAsync(
                webhook with { InventoryItemId = item, LocationId = location }, Now, CancellationToken.None))),
    });

    private static Gen<string> GenTitle => Gen.Bool.Select(isFirst => isFirst ? "a" : "b");

    private static Gen<ItemRead> GenRead => Gen.Select(
        Gen.Long[11, 12], Gen.Bool, Gen.Select(GenTime, GenTime), GenStagedVariant.Array[0, 2], GenStagedLevel.Array[0, 2],
        (item, tracked, times, variants, levels) => new ItemRead(item, At(times.Item1), new ItemSnapshot(
            tracked,
            At(times.Item2),
            [.. levels.DistinctBy(level => level.LocationId)
                .Select(level => new LevelSnapshot(level.LocationId, level.Available, level.UpdatedAt))],
            [.. variants.DistinctBy(variant => variant.VariantId)
                .DistinctBy(variant => variant.ProductId)
                .Select(variant => new VariantSnapshot(
                    variant.VariantId, variant.Details, variant.VariantUpdatedAt,
                    new ProductSnapshot(
                        variant.ProductId, new ProductDetails(variant.ProductTitle, variant.ProductStatus), variant.ProductUpdatedAt)))])));

    [StoreFact]
    public Task Whatever_the_tables_held_a_full_sync_leaves_what_a_reference_model_says() => Gen.Select(
            GenChange.Array[0, 8], Gen.Bool, GenStagedVariant.Array[0, 6], GenStagedLevel.Array[0, 6], GenTime)
        .SampleAsync(
            async (changes, isFirst, variants, levels, seenAt) =>
            {
                foreach (var table in (string[])
                [
                    "Sku", "Product", "InventoryItem", "InventoryLevel", "PendingLookUp", "RawSkusFromShopify",
                    "RawInventoryLevelsFromShopify", "SyncRun", "SyncDrift",
                ])
                    await Database.ExecuteAsync($"DELETE FROM {table}");
                await Database.ExecuteAsync("UPDATE SyncState SET ReadEverythingSeenAt = NULL");
                if (!isFirst)
                    await SyncAsync(
                        0.5, [StagedOf(updatedAt: 0.5), StagedOf(variant: 103, product: 1002, item: 12, updatedAt: 0.5)],
                        [LevelOf(1, updatedAt: 0.5)]);
                foreach (var change in changes) await change(Store);
                await AssertReplacedAsync(isFirst, variants, levels, seenAt);
            },
            iter: 200, threads: 1);

    private async Task AssertReplacedAsync(bool isFirst, StagedVariant[] variants, StagedLevel[] levels, double seenAt)
    {
        var (products, items, skus, held) = await TablesAsync();
        var needs = (await Database.QueryAsync("SELECT Id, Reason, SeenAfter FROM PendingLookUp WHERE Kind = 1"))
            .Select(row => Array.ConvertAll(ReplacementModel.Cells(row), long.Parse))
            .ToList();

        var report = await SyncAsync(seenAt, variants, levels);

        var model = new ReplacementModel(At(seenAt).Nanoseconds, variants, levels);
        var after = await TablesAsync();
        Assert.Equal(model.Products(products, skus), after.Products);
        Assert.Equal(model.Items(items), after.Items);
        Assert.Equal(model.Variants(skus), after.Skus);
        Assert.Equal(model.Levels(held), after.Levels);
        Assert.Empty(await WrongCopiesAsync());

        // Needs that the read has answered go, conflicts and cut-off items come, and the harder reason stays.
        var open = needs.Where(need => need[2] >= At(seenAt).Nanoseconds
            && !(need[1] == (int)LookUpReason.UnknownItem && variants.Any(variant => variant.InventoryItemId == need[0])))
            .Select(need => (Id: need[0], Reason: need[1]))
            .Concat(model.Conflicts.Select(id => (Id: id, Reason: (long)LookUpReason.Conflict)))
            .Concat(model.CutOff.Select(id => (Id: id, Reason: (long)LookUpReason.FewerLevels)));
        Assert.Equal(
            open.GroupBy(need => need.Id).OrderBy(need => need.Key).Select(need => $"{need.Key}|{need.Max(same => same.Reason)}"),
            await LookUpsAsync());

        var differed = isFirst ? 0 : Differed(products, after.Products, 3, null) + Differed(items, after.Items, 2, null)
            + Differed(skus, after.Skus, 4, 6) + Differed(held, after.Levels, 3, 5);
        Assert.Equal(differed, report.Drift + report.InFlight);
    }

    private async Task<(
        IReadOnlyList<string> Products, IReadOnlyList<string> Items, IReadOnlyList<string> Skus,
        IReadOnlyList<string> Levels)> TablesAsync() => (
        await Database.QueryAsync($"SELECT {ReplacementModel.ProductColumns} FROM Product ORDER BY ProductId"),
        await Database.QueryAsync($"SELECT {ReplacementModel.ItemColumns} FROM InventoryItem ORDER BY InventoryItemId"),
        await Database.QueryAsync($"SELECT {ReplacementModel.VariantColumns} FROM Sku ORDER BY VariantId"),
        await Database.QueryAsync($"SELECT {ReplacementModel.LevelColumns} FROM InventoryLevel ORDER BY InventoryItemId, LocationId"));

    /// <summary>Variants whose copies are not what their rows say, or whose availability is not the sum of what counts.</summary>
    private Task<IReadOnlyList<string>> WrongCopiesAsync() => Database.QueryAsync(
        """
        SELECT s.VariantId, s.ProductTitle, p.Title, s.Tracked, i.Tracked, s.Available
        FROM Sku s
        JOIN Product p ON p.ProductId = s.ProductId
        JOIN InventoryItem i ON i.InventoryItemId = s.InventoryItemId
        WHERE s.IsDeleted = 0 AND i.IsDeleted = 0
          AND (s.ProductTitle <> p.Title OR s.ProductStatus <> p.Status OR s.Tracked <> i.Tracked
               OR (i.Tracked = 0 AND s.Available IS NOT NULL)
               OR (i.Tracked = 1 AND COALESCE(s.Available, -999) <>
                   (SELECT COALESCE(SUM(l.Available), 0)
                    FROM InventoryLevel l
                    WHERE l.InventoryItemId = s.InventoryItemId AND l.IsConnected = 1)))
        """);

    /// <summary>
    /// How many registers differ: a row's value, in the cells before <paramref name="valueEnd"/>, and its presence, where it is told apart.
    /// A row that was not there differs once; of products and items only the value is told, since they come and go with their variants.
    /// </summary>
    private static int Differed(IReadOnlyList<string> before, IReadOnlyList<string> after, int valueEnd, int? presence)
    {
        var key = presence == 5 ? 2 : 1;
        var held = before.Select(ReplacementModel.Cells).ToDictionary(cells => string.Join('|', cells[..key]), StringComparer.Ordinal);
        return after.Select(ReplacementModel.Cells).Sum(row =>
        {
            if (!held.TryGetValue(string.Join('|', row[..key]), out var old))
                return presence is { } there && row[there] == (there == 5 ? "1" : "0") ? 1 : 0;
            var values = row.AsSpan(key..valueEnd).SequenceEqual(old.AsSpan(key..valueEnd)) ? 0 : 1;
            return values + (presence is { } at && row[at] != old[at] ? 1 : 0);
        });
    }

    private static Func<IInventoryStore, Task> Change(Func<IInventoryStore, Task> change) => change;
}
