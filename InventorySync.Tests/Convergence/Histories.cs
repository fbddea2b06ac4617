using System.Collections.Concurrent;
using System.Globalization;
using InventorySync.Tests.Convergence.Planted;

namespace InventorySync.Tests.Convergence;

/// <summary>Many histories, as many at a time as there are processors; each has its thread, and none knows of another.</summary>
internal static class Histories
{
    /// <param name="ended">Is told of each history that it has ended, on that history's thread.</param>
    public static HistoriesEnd RunAll(IReadOnlyList<long> seeds, int actions, Action? ended = null)
    {
        ConcurrentBag<HistoryEnd> failed = [];
        var (ran, debounced) = (0, 0);
        OnEveryProcessor(seeds, (laboratory, seed) =>
        {
            var end = RunOne(laboratory, Plan.Of(seed, actions));
            Interlocked.Increment(ref ran);
            Interlocked.Add(ref debounced, end.Debounced);
            if (end.Broken is not null) failed.Add(end);
            ended?.Invoke();
        });
        return new HistoriesEnd(ran, debounced, [.. failed.OrderBy(end => end.Plan.Seed)]);
    }

    /// <summary>The history of the first of the seeds that notices a fault; null where none of them does.</summary>
    public static HistoryEnd? FindFirst(Fault fault, IReadOnlyList<long> seeds, int actions)
    {
        ConcurrentBag<HistoryEnd> caught = [];
        OnEveryProcessor(seeds, (laboratory, seed) =>
        {
            if (!caught.IsEmpty) return; // all seeds before this one are being played already

            // Not RunOne: a simulation that ends with an exception has noticed nothing, so that the exception goes up.
            var end = History.Run(laboratory, Plan.Of(seed, actions), fault);
            if (end.Broken is not null) caught.Add(end);
        });
        return caught.MinBy(end => end.Plan.Seed);
    }

    /// <summary>The shortest history that still fails, in words.</summary>
    public static string Explain(Plan plan)
    {
        using var laboratory = new Laboratory();
        var shortest = Shrinker.Shrink(plan, candidate => RunOne(laboratory, candidate).Broken is not null);
        var end = History.Run(laboratory, shortest, isTraced: true);
        return string.Create(CultureInfo.InvariantCulture, $"{shortest}\n{string.Join('\n', end.Trace)}\n{end.Broken}\n");
    }

    /// <exception cref="AggregateException">What <paramref name="run"/> threw; the rest of the work was left.</exception>
    private static void OnEveryProcessor<T>(IReadOnlyList<T> work, Action<Laboratory, T> run)
    {
        ConcurrentQueue<T> left = new(work);
        ConcurrentQueue<Exception> errors = [];
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(RunSome))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (!errors.IsEmpty) throw new AggregateException(errors);

        void RunSome()
        {
            try
            {
                using var laboratory = new Laboratory();
                while (errors.IsEmpty && left.TryDequeue(out var next)) run(laboratory, next);
            }
            catch (Exception e)
            {
                errors.Enqueue(e); // thrown on the caller's thread: here it would end the process
            }
        }
    }

    private static HistoryEnd RunOne(Laboratory laboratory, Plan plan)
    {
        try
        {
            return History.Run(laboratory, plan);
        }
        catch (Exception e)
        {
            return new HistoryEnd(plan, $"the simulation ended with {e}", [], 0);
        }
    }
}

/// <summary>How many histories ended.</summary>
internal sealed record HistoriesEnd(int Ran, int Debounced, IReadOnlyList<HistoryEnd> Failed);
