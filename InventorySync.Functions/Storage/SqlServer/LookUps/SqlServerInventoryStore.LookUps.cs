using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken) =>
        await RunAsync(
            session => session.QueryAsync(
                "ReadDueLookUps", answer => answer.AllAsync(LookUpRows.LookUp), ("@now", now.Nanoseconds), ("@limit", limit)),
            cancellationToken);

    public Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync(
                "PostponeLookUp", _ => true, ("@kind", (int)lookUp.Kind), ("@id", lookUp.Id), ("@notBefore", notBefore.Nanoseconds)),
            cancellationToken);

    private Task<ItemChange> ApplyItemReadAsync(ItemRead read, UnixTime now, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.QueryAsync(
                "ApplyItemRead",
                async answer =>
                {
                    var (old, next, isAnswered) = await answer.FirstAsync(
                        row => (row.IntOrNull("OldAvailable"), row.IntOrNull("NewAvailable"), row.Flag("IsAnswered")));
                    return new ItemChange(old, next, await answer.AllAsync(row => row.Text("Sku"))) { IsAnswered = isAnswered };
                },
                [
                    ("@inventoryItemId", read.InventoryItemId), ("@isFound", read.Item is not null), ("@tracked", read.Item?.Tracked),
                    ("@itemUpdatedAt", read.Item?.UpdatedAt.Nanoseconds),
                    ("@products", SqlServerJson.Of(ProductsOf(read), SqlServerJson.Default.IReadOnlyListProductRow)),
                    ("@variants", SqlServerJson.Of(VariantsOf(read), SqlServerJson.Default.IReadOnlyListVariantRow)),
                    ("@levels", SqlServerJson.Of(LevelsOf(read), SqlServerJson.Default.IReadOnlyListLevelRow)),
                    ("@seenAt", read.SeenAt.Nanoseconds), ("@now", now.Nanoseconds), ("@waitNanoseconds", WaitNanoseconds), .. FloodRule,
                ]),
            cancellationToken);

    private Task<ProductReadChange> ApplyProductReadAsync(ProductRead read, UnixTime now, CancellationToken cancellationToken) =>
        ApplyAsync(
            read.ToObservation(), ItemsOf(read), now,
            async answer =>
            {
                var isAnswered = await answer.FirstAsync(row => row.Flag("IsAnswered"));
                return new ProductReadChange(await answer.AllAsync(ReadVariantChange)) { IsAnswered = isAnswered };
            },
            cancellationToken);

    /// <summary>Each product once: of two values the newer, and of two of one version the smaller.</summary>
    private static List<ProductRow> ProductsOf(ItemRead read) =>
    [
        .. (read.Item?.Variants ?? []).Select(variant => variant.Product).GroupBy(product => product.ProductId).Select(same =>
        {
            var newest = same.Max(product => product.UpdatedAt);
            ProductDetails[] values = [.. same.Where(product => product.UpdatedAt == newest)
                .Select(product => product.Details)
                .Distinct()
                .Order(ProductDetails.Order)];
            return new ProductRow(
                same.Key, TextLimits.Title(values[0].Title), TextLimits.Status(values[0].Status), newest, IsTorn: values.Length > 1);
        }),
    ];

    private static List<VariantRow> VariantsOf(ItemRead read) =>
    [
        .. (read.Item?.Variants ?? []).DistinctBy(variant => variant.VariantId).Select((variant, n) => VariantRow.Of(
            n, variant.VariantId, new Membership(variant.Details, variant.Product.ProductId, read.InventoryItemId), variant.UpdatedAt)),
    ];

    private static List<LevelRow> LevelsOf(ItemRead read) =>
        [.. (read.Item?.Levels ?? [])
            .DistinctBy(level => level.LocationId)
            .Select(level => new LevelRow(level.LocationId, level.Available, level.UpdatedAt))];
}
