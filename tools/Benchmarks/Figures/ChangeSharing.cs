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
            var store = app.Get<IChangeStore>();
            var pair = await Pair.OfAsync(
                pace.IsQuick ? 1 : 5,
                () => TimeTogetherAsync(store, waiting, count, ours, perCommit),
                () => TimeAsync(waiting, count, floor, bare.UpsertAsync));
            foreach (var figure in Figures(pair, perCommit, "SQLite", waiting, waiting == Judged ? LeastSpeed : null)) yield return figure;
        }
    }

    /// <param name="leastSpeed">What is to be reached; null where the figures are only shown.</param>
    public static IEnumerable<Figure> Figures(Pair pair, IReadOnlyList<double> perCommit, string store, int waiting, double? leastSpeed)
    {
        var name = $"changes a second at the store ({store}), {waiting} waiting; beside bare UPSERTs in transactions of their own";
        yield return leastSpeed is { } least
            ? pair.SpeedAtLeast(name, least, Texts.PerSecond)
            : new Figure(
                name, Texts.PerSecond(1 / pair.Ours), Texts.PerSecond(1 / pair.Baseline), Pair.Share(1 / pair.Ratio), "", IsMet: null);

        var changes = perCommit.Order().ElementAt(perCommit.Count / 2);
        yield return new Figure(
            $"the same: changes per commit, {waiting} waiting", Texts.Invariant($"{changes:0.0}"), "1.0", Pair.Times(changes),
            leastSpeed is null ? "" : Texts.Invariant($">= {LeastPerCommit}"), leastSpeed is null ? null : changes >= LeastPerCommit);
    }

    /// <param name="perCommit">Gets how many changes each commit had.</param>
    /// <returns>Seconds per change.</returns>
    public static async Task<double> TimeTogetherAsync(
        IChangeStore store, int waiting, int count, LevelChanges changes, List<double> perCommit)
    {
        var counted = new CommitCount(store);
        using var batches = new ChangeBatches(counted, Clock);
        var seconds = await TimeAsync(
            waiting, count, changes, row => batches.ApplyAsync<LevelChange>(row.ToObservation(), CancellationToken.None));
        perCommit.Add((double)count / counted.Commits);
        return seconds;
    }

    /// <returns>Seconds per change.</returns>
    public static async Task<double> TimeAsync(int waiting, int count, LevelChanges changes, Func<LevelRow, Task> apply)
    {
        LevelRow[] rows = [.. Enumerable.Range(0, count).Select(_ => changes.Next())];
        var next = -1;
        var began = Clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, waiting).Select(_ => ApplySomeAsync()));
        return Clock.GetElapsedTime(began).TotalSeconds / count;

        async Task ApplySomeAsync()
        {
            await Task.Yield();
            for (var at = Interlocked.Increment(ref next); at < rows.Length; at = Interlocked.Increment(ref next)) await apply(rows[at]);
        }
    }
}
