using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>
/// Ours and the baseline, measured in turn: what else the machine does hits both, and the median of the pairs' own ratios forgets the worst
/// of it.
/// </summary>
/// <param name="Ours">The median, in seconds per operation.</param>
/// <param name="Baseline">The median, in seconds per operation.</param>
/// <param name="Ratio">The median of each pair's time of ours through that of the baseline.</param>
internal sealed record Pair(double Ours, double Baseline, double Ratio)
{
    /// <summary>
    /// Operations that only compute and take microseconds, as many as fill the round; by the processor's time, which other processes do not
    /// lengthen.
    /// </summary>
    public static Pair Of(Pace pace, Action ours, Action baseline)
    {
        var (oursCount, baselineCount) = (Fill(pace.Round, ours), Fill(pace.Round, baseline));
        return Median(pace.Rounds, round => (Seconds(ours, oursCount), Seconds(baseline, baselineCount)));
    }

    /// <summary>Flows, which say themselves how long an operation took.</summary>
    public static async Task<Pair> OfAsync(int rounds, Func<Task<double>> oursSeconds, Func<Task<double>> baselineSeconds)
    {
        List<(double, double)> pairs = [];
        for (var round = 0; round < rounds; round++)
        {
            // In turn the first: the second finds the caches as the first has left them.
            var isOursFirst = round % 2 == 0;
            var first = await (isOursFirst ? oursSeconds : baselineSeconds)();
            var second = await (isOursFirst ? baselineSeconds : oursSeconds)();
            pairs.Add(isOursFirst ? (first, second) : (second, first));
        }

        return Median(rounds, round => pairs[round]);
    }

    public Figure AtMost(string name, double most, Func<double, string> text) => new(
        name, text(Ours), text(Baseline), Times(Ratio), $"<= {Times(most)}", Ratio <= most);

    /// <summary>By speed, the inverse of the time.</summary>
    public Figure SpeedAtLeast(string name, double least, Func<double, string> text) => new(
        name, text(1 / Ours), text(1 / Baseline), Share(1 / Ratio), $">= {Share(least)}", 1 / Ratio >= least);

    public static string Times(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture) + "x";

    public static string Share(double ratio) => ratio.ToString("0 %", CultureInfo.InvariantCulture);

    private static Pair Median(int rounds, Func<int, (double Ours, double Baseline)> measure)
    {
        (double Ours, double Baseline)[] pairs = [.. Enumerable.Range(0, rounds).Select(measure)];
        return new Pair(Of(pairs.Select(pair => pair.Ours)), Of(pairs.Select(pair => pair.Baseline)), Of(
            pairs.Select(pair => pair.Ours / pair.Baseline)));

        static double Of(IEnumerable<double> values)
        {
            double[] sorted = [.. values.Order()];
            return sorted[sorted.Length / 2];
        }
    }

    /// <summary>Runs the operation until it is compiled as far as it will be, and counts how many fill a round.</summary>
    private static int Fill(TimeSpan round, Action operation)
    {
        // the runtime compiles a method again after thirty calls and a tenth of a second, twice, and beside what else the machine does
        const int WarmRounds = 15;
        var count = 1;
        for (var warm = 0; warm < WarmRounds;)
        {
            var seconds = Seconds(operation, count) * count;
            if (seconds < round.TotalSeconds / 2) count *= 2;
            else warm++;
        }

        return count;
    }

    private static double Seconds(Action operation, int count)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++) operation();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds / count;
    }
}
