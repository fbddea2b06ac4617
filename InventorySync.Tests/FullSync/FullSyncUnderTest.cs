using System.Globalization;
using System.Net;
using System.Text;
using InventorySync.Drift;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Maintenance;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using InventorySync.Tests.Drift;
using InventorySync.Tests.Shopify;
using InventorySync.Tests.Storage.Sqlite;
using InventorySync.Tests.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace InventorySync.Tests.FullSync;

/// <summary>The real room over the real Shopify room, a real store, and a shop whose bulk operations the test writes.</summary>
internal sealed class FullSyncUnderTest : IAsyncDisposable
{
    private const string FilePath = "/bulk/result.jsonl";

    private readonly SqliteStoreUnderTest _database = new();
    private readonly LoggerFactory _logs;
    private int _owners;

    private FullSyncUnderTest()
    {
        FileStream = () => new MemoryStream(Encoding.UTF8.GetBytes(File));
        NewOperation = query => new ScriptedOperation(
            $"gid://shopify/BulkOperation/{Operations.Count + 1}", Shopify.Clock.GetUtcNow(), query, new Queue<string>(Statuses))
        {
            ObjectCount = Lines, RootObjectCount = Roots, FileSize = Encoding.UTF8.GetByteCount(File),
            Url = $"https://storage.example.com{FilePath}?X-Goog-Signature=abc",
        };
        StartOperation = (request, _) =>
        {
            Operations.Add(NewOperation(request.Variables.GetProperty("query").GetString()!));
            return Task.FromResult(
                Shopify.Http.Data($$$"""{"bulkOperationRunQuery":{"bulkOperation":{{{Operations[^1].Ask()}}},"userErrors":[]}}"""));
        };
        OpenFile = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(FileStream()) });
        Store = _database.Open();
        _logs = new LoggerFactory([new FakeLoggerProvider(Shopify.Log)]);

        string[] locations =
        [
            """{"id":"gid://shopify/Location/7","name":"Shop","isActive":true}""",
            """{"id":"gid://shopify/Location/8","name":"Warehouse","isActive":true}""",
        ];
        Shopify.Http.OnData("ReadLocations", $$"""{"locations":{{NodePage.Of(locations)}}}""");
        Shopify.Http.On("RunBulkQuery", (request, cancellationToken) => StartOperation(request, cancellationToken));
        Shopify.Http.On("ReadBulkOperation", (request, _) =>
        {
            var asked = Operations.Find(operation => operation.Id == request.Variables.GetProperty("id").GetString());
            return Task.FromResult(Shopify.Http.Data($$"""{"bulkOperation":{{asked?.Ask() ?? "null"}}}"""));
        });
        Shopify.Http.On("ReadNewestBulkOperations", (_, _) =>
        {
            var newest = Enumerable.Reverse(Operations).Select(operation => operation.Ask());
            return Task.FromResult(Shopify.Http.Data($$$"""{"bulkOperations":{"nodes":[{{{string.Join(',', newest)}}}]}}"""));
        });
        Shopify.Http.On(FilePath, (request, cancellationToken) => OpenFile(request, cancellationToken));
    }

    public ShopifyUnderTest Shopify { get; } = new();

    public IInventoryStore Store { get; }

    public FullSyncOptions Options { get; } = new() { FullSyncSchedule = "0 0 */4 * * *" };

    /// <summary>The operations that the shop has, the oldest first.</summary>
    public List<ScriptedOperation> Operations { get; } = [];

    /// <summary>What a new operation is at each asking.</summary>
    public string[] Statuses { get; set; } = ["CREATED", "RUNNING", "COMPLETED"];

    /// <summary>The result.</summary>
    public string File { get; set; } = FileOf(Variant(101, 11), Level(11, 7, 5), Level(11, 8, 3));

    public int Started => Shopify.Http.Count("RunBulkQuery");

    public int Downloads => Shopify.Http.Count(FilePath);

    public ShopifyStandIn.Reply StartOperation { get; set; }

    public ShopifyStandIn.Reply OpenFile { get; set; }

    public Func<Stream> FileStream { get; set; }

    public Func<string, ScriptedOperation> NewOperation { get; set; }

    public TestMeterFactory Meters { get; } = new();

    private SyncMetrics Metrics => field ??= new(Meters);

    public UnixTime Now => UnixTime.From(Shopify.Clock.GetUtcNow());

    private long Lines => File.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private long Roots => File.Split('\n').Count(line => line.Contains("\"inventoryItem\"", StringComparison.Ordinal));

    public static async Task<FullSyncUnderTest> CreateAsync()
    {
        var test = new FullSyncUnderTest();
        await test.Store.PrepareAsync(new StoreBinding(ShopifyStandIn.Shop, [], ShopifyUnderTest.Margin), CancellationToken.None);
        return test;
    }

    /// <summary>A runner as an instance has one.</summary>
    public FullSyncRunner Runner() => NewRunners().Runner;

    public DryRunner DryRunner() => NewRunners().DryRunner;

    private Runners NewRunners() => Runners.Of(
        Store, Shopify.Operations, Shopify.Download, Shopify.Locations, Microsoft.Extensions.Options.Options.Create(Options), Shopify.Clock,
        () => string.Create(CultureInfo.InvariantCulture, $"owner-{Interlocked.Increment(ref _owners)}"), Analyzer(), Metrics, _logs);

    private DriftAnalyzer Analyzer() => new(
        Store,
        new SetQueues(),
        new ObservationLog(
            Store, Microsoft.Extensions.Options.Options.Create(new ObservationOptions()), Shopify.Clock, Metrics,
            new FakeLogger<ObservationLog>(Shopify.Log)),
        new DeliveryCounter(Store, Shopify.Clock, Metrics, new FakeLogger<DeliveryCounter>(Shopify.Log)), Shopify.Clock, Metrics,
        new FakeLogger<DriftAnalyzer>(Shopify.Log));

    public FullSyncRecoveryTask Recovery() => new(Runner(), Store, Microsoft.Extensions.Options.Options.Create(Options), Shopify.Clock);

    public Task RunAsync(bool mayStart = true, CancellationToken cancellationToken = default) =>
        Runner().RunAsync(mayStart, cancellationToken);

    /// <summary>The next scheduled run.</summary>
    public Task RunAgainAsync()
    {
        Shopify.Clock.Advance(TimeSpan.FromHours(4));
        return RunAsync();
    }

    public async Task<SyncRun> LatestAsync() => (await Store.GetLatestRunAsync(CancellationToken.None))!;

    public Task<IReadOnlyList<string>> QueryAsync(string sql) => _database.QueryAsync(sql);

    public Task<IReadOnlyList<string>> SkusAsync() => QueryAsync("SELECT VariantId, Sku, Title, Available FROM SkuLive ORDER BY VariantId");

    /// <summary>The run is recorded with its reason, and the tables are as the first run left them.</summary>
    public async Task AssertFailedAsync(string reason)
    {
        var run = await LatestAsync();
        Assert.Equal((SyncState.Failed, null, reason), (run.State, run.Owner, run.Error));
        Assert.Equal(["101|SKU-1|Small|8"], await SkusAsync());
        Assert.Equal(
            ["1|2"],
            await QueryAsync("SELECT (SELECT COUNT(*) FROM RawSkusFromShopify), (SELECT COUNT(*) FROM RawInventoryLevelsFromShopify)"));
    }

    public ValueTask DisposeAsync()
    {
        _logs.Dispose();
        return _database.DisposeAsync();
    }

    public static string FileOf(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    /// <summary>A variant's line as Shopify writes it, slashes escaped.</summary>
    public static string Variant(
        long variant, long item, string sku = "SKU-1", string title = "Small", int? locationsCount = null,
        string updatedAt = "2026-11-01T00:00:00Z") =>
        $$$"""
        {"id":"gid:\/\/shopify\/ProductVariant\/{{{variant}}}","sku":"{{{sku}}}","barcode":null,"title":"{{{title}}}","price":"19.90",
        "updatedAt":"{{{updatedAt}}}",
        "product":{"id":"gid:\/\/shopify\/Product\/1001","title":"Shirt","status":"ACTIVE","updatedAt":"{{{updatedAt}}}"},
        "inventoryItem":{"id":"gid:\/\/shopify\/InventoryItem\/{{{item}}}","tracked":true,"updatedAt":"{{{updatedAt}}}",
        "locationsCount":{{{Count(locationsCount)}}}}}
        """.ReplaceLineEndings("");

    /// <summary>A level's line as Shopify writes it.</summary>
    public static string Level(long item, long location, int available, string updatedAt = "2026-11-01T00:00:00Z", long variant = 101) =>
        $$"""
        {"id":"gid:\/\/shopify\/InventoryLevel\/9?inventory_item_id={{item}}",
        "item":{"id":"gid:\/\/shopify\/InventoryItem\/{{item}}"},
        "location":{"id":"gid:\/\/shopify\/Location\/{{location}}"},
        "updatedAt":"{{updatedAt}}",
        "quantities":[{"name":"available","quantity":{{available}}},{"name":"on_hand","quantity":1},
        {"name":"committed","quantity":2},{"name":"incoming","quantity":3}],
        "__parentId":"gid:\/\/shopify\/ProductVariant\/{{variant}}"}
        """.ReplaceLineEndings("");

    private static string Count(int? count) => count is null ? "null" : $$"""{"count":{{count}},"precision":"EXACT"}""";
}
