using System.Diagnostics.Metrics;
using System.Reflection;
using InventorySync.Maintenance;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Telemetry;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Tests.Convergence;

/// <summary>What histories share: the migrated template of their databases, and meters that nobody reads.</summary>
internal sealed class Laboratory : IDisposable
{
    public const string Shop = "simulated.myshopify.com";

    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = BriefFolder.Create();
    private readonly NoMeters _meters = new();
    private int _databases;

    public Laboratory()
    {
        Bind(Template, []);
        Metrics = new SyncMetrics(_meters);
    }

    public SyncMetrics Metrics { get; }

    public SyncTracing Tracing { get; } = new();

    /// <summary>
    /// The tasks of the maintenance timer, as the product has them in their order. The one that subscribes is left out, since the simulated
    /// shop has its subscriptions, and those that remove what is a week old, since a history takes two days.
    /// </summary>
    public IReadOnlyList<Type> MaintenanceTasks { get; } =
    [
        .. new ServiceCollection().AddMaintenance()
            .Where(service => service.ServiceType == typeof(IMaintenanceTask))
            .Select(service => service.ImplementationType!)
            .Except([typeof(FirstSubscriptionTask), typeof(HistoryRetentionTask), typeof(ObservationRetentionTask)]),
    ];

    /// <summary>How each of the store's operations is called: found by reflection once.</summary>
    public Dictionary<MethodInfo, Func<StoreCalls, MethodInfo, object?[], Task>> Calls { get; } = [];

    private string Template => Path.Combine(_folder.FullName, "template.db");

    /// <param name="includedLocations">Those whose stock counts; none means all.</param>
    public string NewDatabase(IReadOnlyList<long> includedLocations)
    {
        var path = Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _databases)}.db");
        File.Copy(TemplateFor(includedLocations), path);
        return path;
    }

    private string TemplateFor(IReadOnlyList<long> includedLocations)
    {
        if (includedLocations.Count == 0) return Template;
        var path = Path.Combine(_folder.FullName, $"template-{string.Join('-', includedLocations)}.db");
        if (File.Exists(path)) return path;
        File.Copy(Template, path);
        Bind(path, includedLocations);
        return path;
    }

    private static void Bind(string database, IReadOnlyList<long> includedLocations)
    {
        using var store = new SqliteInventoryStore($"Data Source={database};Pooling=False");
        store.PrepareAsync(new StoreBinding(Shop, includedLocations, Margin), CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>
    /// Not pooled: each history's database is another. On Unix the file is one process's, which then needs neither file locks nor shared
    /// memory.
    /// </summary>
    public static string ConnectionString(string database)
    {
        var file = OperatingSystem.IsWindows() ? database : $"file:{database}?vfs=unix-excl";
        return $"Data Source={file};Pooling=False";
    }

    public static void Delete(string database)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(database + suffix);
    }

    public void Dispose()
    {
        Tracing.Dispose();
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class NoMeters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(meter => meter.Dispose());
    }
}
