using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using InventorySync.Inventory;
using InventorySync.Storage;
using LocalRun.Run;

namespace Benchmarks.Figures;

/// <summary>
/// From the instant that a change has in its webhook (Triggered-At) to the committed row, through the whole one-process host.
/// </summary>
internal sealed class ChangeLatency : IFigures
{
    private const int Connections = 32;
    private const double MostP50 = 20;
    private const double MostP99 = 100;
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly Catalogue Shop = new(8_148);

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        using var log = new ChangeLog();
        var options = new LocalAppOptions(
            SampleShop.Settings(folder.File("inventory.db")), () => new NoShopify(), folder.File("queues.db"), Port: 0);
        await using var app = LocalApp.Build(options, [log], Clock);
        await app.StartAsync(cancellationToken);
        await new SampleSync(app.Get<IFullSyncStore>(), Shop).FillAsync(cancellationToken);

        var changes = new LevelChanges(Shop);
        // until it is compiled
        await MeasureAsync(app.Address, changes, log, perSecond: 100, pace.IsQuick ? 100 : 1_000, cancellationToken);
        foreach (var (load, perSecond, count) in ((string, int, int)[])
        [
            ("idle", 10, pace.IsQuick ? 20 : 300), ("under 500 changes a second", 500, pace.IsQuick ? 500 : 10_000),
        ])
        {
            var milliseconds = await MeasureAsync(app.Address, changes, log, perSecond, count, cancellationToken);
            var (p50, p99) = (milliseconds.At(0.5), milliseconds.At(0.99));
            yield return new Figure(
                $"store's change to committed row, one process, {load}: p50 and p99", Texts.Invariant($"{p50:N1}, {p99:N1} ms"), "", "",
                $"<= {MostP50}, {MostP99} ms", p50 <= MostP50 && p99 <= MostP99);
        }
    }

    /// <summary>At their times, whether the ones before are answered or not: a server that falls behind is not spared.</summary>
    private static async Task<Percentiles> MeasureAsync(
        Uri server, LevelChanges changes, ChangeLog log, int perSecond, int count, CancellationToken cancellationToken)
    {
        var sending = Task.WhenAll(Enumerable.Range(0, Connections).Select(SendAsync));
        var milliseconds = new Percentiles();
        while (milliseconds.Count < count) milliseconds.Add((await log.Changes.ReadAsync(cancellationToken)).SinceTriggerMs);
        await sending;
        return milliseconds;

        async Task SendAsync(int sender)
        {
            using var connection = await HttpConnection.OpenAsync(server, cancellationToken);
            var begin = Clock.GetUtcNow();
            for (var number = sender; number < count; number += Connections)
            {
                var due = begin.AddSeconds((double)number / perSecond);
                if (due - Clock.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, Clock, cancellationToken);
                LevelRow row;
                lock (changes) row = changes.Next();
                // A timer's milliseconds are not the app's; what is late because an answer was late is.
                var late = Clock.GetUtcNow() - due;
                await connection.SendAsync(
                    SampleWebhook.Request(server, row, UnixTime.From(late > TimerStep ? due : Clock.GetUtcNow())), cancellationToken);
            }
        }
    }

    private static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(20);
}
