using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using InventorySync.Changes;
using InventorySync.Merging;
using InventorySync.Storage;

namespace Benchmarks.Figures;

/// <summary>
/// Changes that wait at the same moment, at the store without the queue, beside bare UPSERTs that each have a transaction of their own.
/// </summary>
internal sealed class ChangeSharing : IFigures
{
    private const double LeastSpeed = 3;
    private const double LeastPerCommit = 8;

    /// <summary>The number of changes that the goals are about.</summary>
    private const int Judged = 24;

    private static readonly Catalogue Shop = new(8_148);
    private static readonly TimeProvider Clock = TimeProvider.System;

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var app = await SampleApp.StartAsync(folder.File("inventory.db"), log: null, cancellationToken);
        await new SampleSync(app.Get<IFullSyncStore>(), Shop).FillAsync(cancellationToken);
        using var bare = await BareStore.OpenAsync(folder.File("bare.db"), Shop, cancellationToken);
        var (ours, floor) = (new LevelChanges(Shop), new LevelChanges(Shop));
        var count = pace.IsQuick ? 200 : 4_000;
        foreach (var waiting in (int[])[1, 8, Judged, 64])
        {
            List<double> perCommit = [];
            var pair = await Pair.OfAsync(
                pace.IsQuick ? 1 : 5,
                async () =>
                {
                    var store = new CommitCount(app.Get<IChangeStore>());
                    using var batches = new ChangeBatches(store, Clock);
                    var seconds = await TimeAsync(
                        waiting, count, ours,
                        row => batches.ApplyAsync<LevelChange>(row.ToObservation(), CancellationToken.None));
                    perCommit.Add((double)count / store.Commits);
                    return seconds;
                },
                () => TimeAsync(waiting, count, floor, bare.UpsertAsync));
            var name = $"changes a second at the store (SQLite), {waiting} waiting; beside bare UPSERTs in transactions of their own";
            yield return waiting == Judged ? pair.SpeedAtLeast(name, LeastSpeed, Texts.PerSecond) : Shown(pair, name);

            var changes = perCommit.Order().ElementAt(perCommit.Count / 2);
            yield return new Figure(
                $"the same: changes per commit, {waiting} waiting", Texts.Invariant($"{changes:0.0}"), "1.0", Pair.Times(changes),
                waiting == Judged ? $">= {Texts.Invariant($"{LeastPerCommit}")}" : "",
                waiting == Judged ? changes >= LeastPerCommit : null);
        }
    }

    private static Figure Shown(Pair pair, string name) => new(
        name, Texts.PerSecond(1 / pair.Ours), Texts.PerSecond(1 / pair.Baseline), Pair.Share(1 / pair.Ratio), "", IsMet: null);

    /// <returns>Seconds per change.</returns>
    private static async Task<double> TimeAsync(int waiting, int count, LevelChanges changes, Func<LevelRow, Task> apply)
    {
        LevelRow[] rows = [.. Enumerable.Range(0, count).Select(_ => changes.Next())];
        var next = -1;
        var began = Clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, waiting).Select(_ => Task.Run(async () =>
        {
            for (var at = Interlocked.Increment(ref next); at < rows.Length; at = Interlocked.Increment(ref next)) await apply(rows[at]);
        })));
        return Clock.GetElapsedTime(began).TotalSeconds / count;
    }
}
