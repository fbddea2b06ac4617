using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using InventorySync.Cli.Hosting.Queues.Embedded;
using InventorySync.Cli.Run;
using InventorySync.Triggers;

namespace Benchmarks.Figures;

/// <summary>Webhooks over HTTP until they are answered, each in the embedded queue and on the disk by then; beside a server that reads the body and answers.</summary>
internal sealed class WebhookThroughput : IFigures
{
    private const double Least = 0.6;
    private const int Connections = 256;
    private static readonly TimeProvider Clock = TimeProvider.System;

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var app = await SampleApp.StartAsync(folder.File("inventory.db"), log: null, cancellationToken);
        await using var queues = EmbeddedQueues.Open(folder.File("queues.db"), Clock);
        await using var host = await app.ServeAsync([typeof(ShopifyWebhookFunction)], queues, [], cancellationToken);
        await using var empty = await EmptyServer.StartAsync(cancellationToken);

        var (ours, floor) = (new Percentiles(), new Percentiles());
        var round = pace.IsQuick ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(2);
        await LoadAsync(host.Address, round, new Percentiles(), cancellationToken);
        await LoadAsync(EmptyServer.AddressOf(empty), round, new Percentiles(), cancellationToken);
        var pair = await Pair.OfAsync(
            pace.IsQuick ? 1 : 7,
            () => LoadAsync(host.Address, round, ours, cancellationToken),
            () => LoadAsync(EmptyServer.AddressOf(empty), round, floor, cancellationToken));

        yield return pair.SpeedAtLeast($"webhooks a second over HTTP into the embedded queue, {Connections} connections; beside an empty Kestrel that reads the body", Least, Texts.PerSecond);
        yield return new Figure("the same: p50 and p99", Latency(ours), Latency(floor), "", "", IsMet: null);
    }

    private static string Latency(Percentiles milliseconds) => Texts.Invariant($"{milliseconds.At(0.5):N1}, {milliseconds.At(0.99):N1} ms");

    /// <returns>Seconds per webhook.</returns>
    private static async Task<double> LoadAsync(Uri server, TimeSpan duration, Percentiles milliseconds, CancellationToken cancellationToken)
    {
        var changes = new LevelChanges(new Catalogue(Connections));
        byte[][] requests = [.. Enumerable.Range(0, Connections).Select(_ => changes.Next()).Select(row => SampleWebhook.Request(server, row, row.At))];
        var began = Clock.GetTimestamp();
        var times = await Task.WhenAll(requests.Select(SendAsync));
        var elapsed = Clock.GetElapsedTime(began);
        foreach (var time in times.SelectMany(time => time)) milliseconds.Add(time.TotalMilliseconds);
        return elapsed.TotalSeconds / times.Sum(time => time.Count);

        async Task<List<TimeSpan>> SendAsync(byte[] request)
        {
            List<TimeSpan> sent = [];
            using var connection = await HttpConnection.OpenAsync(server, cancellationToken);
            while (Clock.GetElapsedTime(began) < duration)
            {
                var start = Clock.GetTimestamp();
                await connection.SendAsync(request, cancellationToken);
                sent.Add(Clock.GetElapsedTime(start));
            }

            return sent;
        }
    }
}
