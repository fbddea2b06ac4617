using System.Collections.Concurrent;
using System.Globalization;

namespace InventorySync.Tests.Convergence;

/// <summary>Many histories, as many at a time as there are processors; each has its thread, and none knows of another.</summary>
internal static class Histories
{
    public static HistoriesEnd RunAll(IReadOnlyList<long> seeds, int actions, Fault? fault = null, bool stopsAtFirst = false)
    {
        ConcurrentQueue<long> left = new(seeds);
        ConcurrentBag<HistoryEnd> failed = [];
        var (ran, debounced) = (0, 0);
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(RunSome))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return new HistoriesEnd(ran, debounced, [.. failed.OrderBy(end => end.Plan.Seed)]);

        void RunSome()
        {
            using var laboratory = new Laboratory();
            while (!(stopsAtFirst && !failed.IsEmpty) && left.TryDequeue(out var seed))
            {
                var end = RunOne(laboratory, Plan.Of(seed, actions), fault);
                Interlocked.Increment(ref ran);
                Interlocked.Add(ref debounced, end.Debounced);
                if (end.Broken is not null) failed.Add(end);
            }
        }
    }

    /// <summary>The shortest history that still fails, in words.</summary>
    public static string Explain(Plan plan, Fault? fault = null)
    {
        using var laboratory = new Laboratory();
        var shortest = Shrinker.Shrink(plan, candidate => RunOne(laboratory, candidate, fault).Broken is not null);
        var end = History.Run(laboratory, shortest, fault, isTraced: true);
        return string.Create(CultureInfo.InvariantCulture, $"{shortest}\n{string.Join('\n', end.Trace)}\n{end.Broken}\n");
    }

    private static HistoryEnd RunOne(Laboratory laboratory, Plan plan, Fault? fault)
    {
        try
        {
            return History.Run(laboratory, plan, fault);
        }
        catch (Exception e)
        {
            return new HistoryEnd(plan, $"the simulation ended with {e}", [], 0);
        }
    }
}

/// <summary>How many histories ended.</summary>
internal sealed record HistoriesEnd(int Ran, int Debounced, IReadOnlyList<HistoryEnd> Failed);
