using System.Collections.Concurrent;
using System.Diagnostics;
using InventorySync.Telemetry;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace InventorySync.Tests.Telemetry;

/// <summary>
/// An app whose telemetry is collected as in production and kept in memory. Spans and metrics are told apart by name alone, so that those
/// of tests beside this one are in here too.
/// </summary>
internal sealed class CollectedTelemetry : IAsyncDisposable
{
    private readonly ConcurrentList<Activity> _spans;
    private readonly ConcurrentList<MetricSnapshot> _metrics;
    private readonly ConcurrentList<LogRecord> _lines;

    private CollectedTelemetry(
        AppUnderTest app, ConcurrentList<Activity> spans, ConcurrentList<MetricSnapshot> metrics, ConcurrentList<LogRecord> lines) =>
        (App, _spans, _metrics, _lines) = (app, spans, metrics, lines);

    public AppUnderTest App { get; }

    public IReadOnlyList<Activity> Spans => _spans.Snapshot();

    /// <summary>What has been counted and measured until now.</summary>
    public IReadOnlyList<MetricSnapshot> Metrics
    {
        get
        {
            App.Services.GetRequiredService<MeterProvider>().ForceFlush();
            return _metrics.Snapshot();
        }
    }

    public IReadOnlyList<LogRecord> Lines => _lines.Snapshot();

    public static async Task<CollectedTelemetry> StartAsync()
    {
        var (spans, metrics, lines) =
            (new ConcurrentList<Activity>(), new ConcurrentList<MetricSnapshot>(), new ConcurrentList<LogRecord>());
        var app = await AppUnderTest.StartAsync(moreServices: services => services.AddOpenTelemetry().CollectSync()
            .WithMetrics(provider => provider.AddInMemoryExporter(metrics))
            .WithTracing(provider => provider.AddInMemoryExporter(spans))
            .WithLogging(provider => provider.AddInMemoryExporter(lines)));
        _ = app.Services.GetRequiredService<MeterProvider>(); // a host's start makes them
        _ = app.Services.GetRequiredService<TracerProvider>();
        return new CollectedTelemetry(app, spans, metrics, lines);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Exporters add from any thread.</summary>
    private sealed class ConcurrentList<T> : ICollection<T>
    {
        private readonly ConcurrentQueue<T> _items = new();

        public int Count => _items.Count;

        public bool IsReadOnly => false;

        public void Add(T item) => _items.Enqueue(item);

        public void Clear() => _items.Clear();

        public bool Contains(T item) => _items.Contains(item);

        public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public bool Remove(T item) => throw new NotSupportedException();

        public IReadOnlyList<T> Snapshot() => [.. _items];

        public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
