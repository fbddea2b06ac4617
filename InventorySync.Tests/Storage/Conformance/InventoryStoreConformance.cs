using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Inventory;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Conformance;

/// <summary>What every store must do. A store's own class derives from it; the parts are in files by operation.</summary>
public abstract partial class InventoryStoreConformance(StoreUnderTest database) : IAsyncLifetime
{
    protected const string Shop = "shop.myshopify.com";
    protected const long Item = 11;
    protected const long Variant = 101;
    protected const long Product = 1001;
    protected const long Here = 7;
    protected const long There = 8;

    /// <summary>Where a row of <see cref="PrecedenceTests.Cases"/> says what was offered.</summary>
    private const int OfferedBy = 7;

    protected static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>Our clock, well after everything that the tests observe.</summary>
    protected static readonly UnixTime Now = At(100_000);

    protected StoreUnderTest Database { get; } = database;

    protected IInventoryStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => Database.DisposeAsync().AsTask();

    /// <summary>An instant, in seconds.</summary>
    protected static UnixTime At(double seconds) => new((long)(seconds * 1e9));

    protected Task<IInventoryStore> OpenAsync(params long[] locationIds) => OpenAsync(new StoreBinding(Shop, locationIds, Margin));

    protected async Task<IInventoryStore> OpenAsync(StoreBinding binding)
    {
        var store = Database.Open();
        await store.PrepareAsync(binding, CancellationToken.None);
        return store;
    }

    protected static LevelObservation Update(int? available, double updatedAt, double seenAt, long location = Here, long item = Item) =>
        new(item, location, new Observation<int?>(available, At(updatedAt), At(seenAt), ObservedBy.Webhook), null);

    protected static LevelObservation Connect(int? available, double updatedAt, double seenAt, long location = Here, long item = Item) =>
        Update(available, updatedAt, seenAt, location, item) with { Presence = new Presence(IsPresent: true, At(seenAt)) };

    protected static LevelObservation Disconnect(double seenAt, long location = Here, long item = Item) =>
        new(item, location, null, new Presence(IsPresent: false, At(seenAt)));

    protected Task<LevelChange> ApplyAsync(LevelObservation observation) => Store.ApplyLevelAsync(observation, Now, CancellationToken.None);

    protected Task<ItemChange> ReadAsync(ItemRead read) => Store.ApplyItemReadAsync(read, Now, CancellationToken.None);

    /// <summary>A look-up's answer: the item with one variant, and the given levels.</summary>
    protected static ItemRead Found(
        double seenAt, bool tracked = true, double updatedAt = 1, params (long Location, int Available)[] levels) => new(
        Item, At(seenAt), new ItemSnapshot(
            tracked, At(updatedAt), [.. levels.Select(level => new LevelSnapshot(level.Location, level.Available, At(updatedAt)))],
            [new VariantSnapshot(Variant, new VariantDetails("SKU-1", "4006381333931", "Small", 19.90m), At(updatedAt), new ProductSnapshot(
                Product, new ProductDetails("Shirt", "ACTIVE"), At(updatedAt)))]));

    protected async Task<string> SkuAsync(long variant = Variant) =>
        Assert.Single(await Database.QueryAsync(
            $"SELECT Sku, Title, Price, ProductTitle, ProductStatus, Tracked, Available FROM SkuLive WHERE VariantId = {variant}"));

    protected async Task<string> AvailableAsync() =>
        Assert.Single(await Database.QueryAsync($"SELECT Available FROM Sku WHERE VariantId = {Variant}"));

    /// <summary>For tests of reads: the rows of <see cref="PrecedenceTests.Cases"/> that are not about one.</summary>
    private static string? LeaveOutWebhooks(object[] row) =>
        row[OfferedBy] is ObservedBy.Webhook ? "a webhook is held to the table of precedence by the webhooks' test" : null;

    /// <summary>For the test of webhooks.</summary>
    private static string? LeaveOutReads(object[] row) =>
        row[OfferedBy] is ObservedBy.Read ? "a read is held to the table of precedence by the tests of look-ups and full syncs" : null;

    protected Task<IReadOnlyList<string>> LevelsAsync() =>
        Database.QueryAsync(
            "SELECT InventoryItemId, LocationId, Available, IsConnected FROM InventoryLevel ORDER BY InventoryItemId, LocationId");
}
