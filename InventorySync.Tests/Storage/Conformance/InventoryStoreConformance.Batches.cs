using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Tests.Merging;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreTheory]
    [MemberData(nameof(AvailabilityCases.All), MemberType = typeof(AvailabilityCases))]
    public async Task The_view_of_the_store_and_the_sum_in_memory_are_what_can_be_sold(
        bool? tracked, bool isDeleted, (int? Number, bool IsConnected, Merging.At Location)[] levels, int? expected)
    {
        var included = levels.Index().Where(level => level.Item.Location is not Merging.At.Excluded).Select(level => 1L + level.Index);
        Store = await OpenAsync([.. included, 1_000]);
        await ProductAsync(1, [(Variant, Item)], at: 1);
        foreach (var (n, (_, _, location)) in levels.Index())
        {
            if (location is Merging.At.Unknown or Merging.At.Excluded) continue;
            var state = location switch
            {
                Merging.At.Inactive => LocationState.Inactive,
                Merging.At.Deleted => LocationState.Deleted,
                _ => LocationState.Active,
            };
            await Store.ApplyLocationAsync(new LocationObservation(1 + n, state, "Store", At(2)), Now, CancellationToken.None);
        }

        await Store.ApplyAsync(
            [
                .. levels.Index().Select(level => new LevelObservation(
                    Item, 1 + level.Index, new Observation<int?>(level.Item.Number, At(2), At(2), ObservedBy.Webhook),
                    new Presence(level.Item.IsConnected, At(2)))),
                .. tracked is null && !isDeleted ? Array.Empty<IObservation>() :
                [
                    new ItemObservation(
                        Item, tracked is { } value ? new Observation<bool>(value, At(2), At(2), ObservedBy.Webhook) : null,
                        new Presence(!isDeleted, At(2))),
                ],
            ],
            Now, CancellationToken.None);

        var text = expected?.ToString(CultureInfo.InvariantCulture) ?? "null";
        Assert.Equal(text, await AvailableAsync());
        Assert.Equal(
            tracked is null ? [] : [text],
            await Database.QueryAsync($"SELECT Available FROM ItemAvailability WHERE InventoryItemId = {Item}"));
    }

    [StoreFact]
    public async Task Each_change_of_a_batch_has_an_outcome_of_its_own()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));

        var applied = await Store.ApplyAsync(
            [Update(4, 200, 200.5), Update(9, 150, 150.5), Update(4, 200, 200.5), Update(1, 300, 300.5, There)], Now,
            CancellationToken.None);

        Assert.Equal(
            [(Outcome.Applied, 8, 7), (Outcome.Superseded, 7, 7), (Outcome.Repeat, 7, 7), (Outcome.Applied, 7, 5)],
            applied.Select(change => change.Get<LevelChange>())
                .Select(change => (change.Available!.Value, change.OldAvailable!.Value, change.NewAvailable!.Value)));
        Assert.Equal("5", await AvailableAsync());
    }

    [StoreFact]
    public async Task One_bad_change_among_many_fails_alone()
    {
        var good = Enumerable.Range(1, 63).Select(item => Update(item, 200, 200.5, item: 5_000 + item)).ToList();
        var bad = ProductOf([(Variant, Item)], at: 5, price: 1e20m);

        var applied = await Store.ApplyAsync([.. good.Take(30), bad, .. good.Skip(30)], Now, CancellationToken.None);

        Assert.Equal([30], applied.Index().Where(change => change.Item.Fault is not null).Select(change => change.Index));
        Assert.Equal(63, (await LevelsAsync()).Count);
        Assert.Empty(await Database.QueryAsync("SELECT VariantId FROM Sku"));
    }

    /// <summary>
    /// What a row refuses is known only when it is written: a title that is missing is a NULL that no column of Sku takes.
    /// </summary>
    [StoreFact]
    public async Task A_change_that_a_row_refuses_does_not_take_the_others_of_its_batch_with_it()
    {
        var bad = ProductOf([(Variant, Item)], at: 5) with { Details = null };

        var applied = await Store.ApplyAsync([Update(4, 200, 200.5), bad, Update(3, 200, 200.5, There)], Now, CancellationToken.None);

        Assert.Equal([false, true, false], applied.Select(change => change.Fault is not null));
        Assert.Equal(["11|7|4|1", "11|8|3|1"], await LevelsAsync());
        Assert.Empty(await Database.QueryAsync("SELECT VariantId FROM Sku"));
        Assert.Empty(await Database.QueryAsync("SELECT ProductId FROM Product"));
    }

    /// <summary>
    /// Every row that a change can reach is locked and loaded with its batch: for the keys are found from the data, not from what the rule
    /// decides. And a batch says the same as its changes one by one.
    /// </summary>
    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Changes_in_batches_and_one_by_one_end_in_the_same_rows(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 12; round++)
        {
            List<IObservation> changes = [.. Enumerable.Range(0, 24).Select(_ => AnyChange(random))];
            List<string> ends = [];
            foreach (var size in (int[])[1, 7, 24])
            {
                await ClearAsync();
                List<string> said = [];
                foreach (var batch in changes.Chunk(size))
                {
                    var applied = await Store.ApplyAsync(batch, Now, CancellationToken.None);
                    said.AddRange(applied.Select(change => Text(change.Get<ChangeResult>())));
                }

                ends.Add(string.Join('\n', [.. said, .. await RowsAsync()]));
            }

            Assert.Equal(ends[0], ends[1]);
            Assert.Equal(ends[0], ends[2]);
        }
    }

    private static string Text(ChangeResult result) => result switch
    {
        LevelChange level => $"{level.Available} {level.Presence} {level.OldAvailable} {level.NewAvailable} {Names(level.Skus)}",
        ItemStateChange item => $"{item.Tracked} {item.Presence} {item.OldAvailable} {item.NewAvailable} {Names(item.Skus)}",
        ProductChange product => $"{product.Details} {product.Presence} {product.IsRenamed} {Names(product.Variants)}",
        ItemChange read => $"{read.OldAvailable} {read.NewAvailable} {read.IsAnswered} {Names(read.Skus)}",
        ProductReadChange read => $"{read.IsAnswered} {Names(read.Variants)}",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    private static string Names<T>(IEnumerable<T> values) => string.Join(',', values);

    /// <summary>A small world, so that changes meet: two products, five variants that move between four items, two locations.</summary>
    private static IObservation AnyChange(Random random)
    {
        var (seen, updated) = (At(random.Next(1, 12) + (random.Next(2) / 2.0)), At(random.Next(1, 10)));
        long AnyItem() => random.Next(1, 5);
        long AnyProduct() => random.Next(1, 3);
        long[] variants = [.. Enumerable.Range(1, 5).Where(_ => random.Next(2) == 0).Select(variant => (long)variant)];
        var by = random.Next(3) == 0 ? ObservedBy.Read : ObservedBy.Webhook;
        var details = new ProductDetails($"T{random.Next(3)}", "ACTIVE");
        VariantDetails AnyDetails() => new($"S{random.Next(3)}", null, "M", random.Next(1, 3));
        VariantObservation Body(long variant) => new(variant, AnyItem(), AnyDetails(), updated);
        switch (random.Next(6))
        {
            case 0:
                return new LevelObservation(
                    AnyItem(), random.Next(7, 9), new Observation<int?>(random.Next(4), updated, seen, ObservedBy.Webhook),
                    random.Next(2) == 0 ? null : new Presence(IsPresent: true, seen));
            case 1:
                return new LevelObservation(AnyItem(), random.Next(7, 9), null, new Presence(IsPresent: false, seen));
            case 2:
                return new ItemObservation(
                    AnyItem(), random.Next(3) == 0 ? null : new Observation<bool>(random.Next(4) > 0, updated, seen, ObservedBy.Webhook),
                    new Presence(random.Next(4) > 0, seen));
            case 3:
                return new ProductObservation(
                    AnyProduct(), ObservedBy.Webhook, new Presence(IsPresent: true, seen),
                    new Observation<ProductDetails>(details, updated, seen, ObservedBy.Webhook),
                    random.Next(5) == 0 ? null : new VariantListing(
                        [.. variants.Take(2).Select(Body)], [.. variants.Skip(2).Select(variant => new VariantStamp(variant, updated))]));
            case 4:
                return new ItemRead(AnyItem(), seen, random.Next(4) == 0 ? null : new ItemSnapshot(
                    Tracked: true, updated, [new LevelSnapshot(7, random.Next(4), updated)],
                    [.. variants.Select(variant => new VariantSnapshot(
                        variant, AnyDetails(), updated, new ProductSnapshot(AnyProduct(), details, updated)))]));
            default:
                return new ProductRead(AnyProduct(), seen, random.Next(4) == 0 ? null : new ProductContent(
                    details, updated, [.. variants.Select(variant => new ProductVariant(Body(variant), random.Next(3) > 0, updated))]));
        }
    }

    private async Task ClearAsync()
    {
        foreach (var table in (string[])
        [
            "Product", "InventoryItem", "InventoryLevel", "Sku", "UnreadVariant", "PendingLookUp", "LookUpWindow",
        ])
            await Database.ExecuteAsync($"DELETE FROM {table}");
    }

    private async Task<IReadOnlyList<string>> RowsAsync() =>
    [
        .. await Database.QueryAsync(
            "SELECT ProductId, Title, DetailsSeenAt, IsDeleted, PresenceSeenAt, VariantsSeenAt FROM Product ORDER BY ProductId"),
        .. await Database.QueryAsync(
            "SELECT InventoryItemId, Tracked, DetailsSeenAt, IsDeleted, PresenceSeenAt FROM InventoryItem ORDER BY InventoryItemId"),
        .. await LevelsAsync(),
        .. await Database.QueryAsync(
            "SELECT VariantId, ProductId, InventoryItemId, Sku, DetailsSeenAt, IsDeleted, PresenceSeenAt, ProductTitle, Tracked, "
            + "Available FROM Sku ORDER BY VariantId"),
        .. await Database.QueryAsync("SELECT VariantId, ProductId, PresenceSeenAt FROM UnreadVariant ORDER BY VariantId"),
        .. await Database.QueryAsync("SELECT Kind, Id, Reason, SeenAfter, NotBefore FROM PendingLookUp ORDER BY Kind, Id"),
    ];

    private Task<ProductChange> ProductAsync(long product, (long Variant, long Item)[] variants, double at) => Store.ApplyProductAsync(
        ProductOf(variants, at) with { ProductId = product }, Now, CancellationToken.None);

    private static ProductObservation ProductOf((long Variant, long Item)[] variants, double at, decimal price = 1m) => new(
        Product, ObservedBy.Webhook, new Presence(IsPresent: true, At(at)),
        new Observation<ProductDetails>(new ProductDetails("Shirt", "ACTIVE"), At(at), At(at), ObservedBy.Webhook),
        new VariantListing(
            [.. variants.Select(variant => new VariantObservation(
                variant.Variant, variant.Item, new VariantDetails("SKU-1", null, "M", price), At(at)))],
            []));
}
