using System.Globalization;
using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;

namespace Benchmarks.Figures;

/// <summary>From the downloaded file to the committed tables, beside a look at every token and an insert of every row.</summary>
internal sealed class FullSyncTime : IFigures
{
    private const double Most = 2;
    private const double MostMegabytes = 200;

    /// <summary>
    /// The time of a variant among the most may be so much above its time among the fewest: indexes are trees, and trees grow.
    /// </summary>
    private const double MostGrowth = 1.5;

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<(int Variants, Pair Pair, double Megabytes)> measured = [];
        foreach (var variants in pace.Variants)
        {
            var megabytes = 0d;
            var pair = await MeasureAsync(
                variants, RoundsOf(pace, variants), peak => megabytes = Math.Max(megabytes, peak), cancellationToken);
            measured.Add((variants, pair, megabytes));
            yield return pair.AtMost(
                Texts.Invariant(
                    $"first full sync of {variants:N0} variants, downloaded file to committed tables; beside parse floor and bulk insert"),
                Most, Texts.Duration);
        }

        var (fewest, most) = (measured[0], measured[^1]);
        yield return new Figure(
            Texts.Invariant($"the same: most memory at {most.Variants:N0} variants"), Texts.Invariant($"{most.Megabytes:N0} MB"),
            Texts.Invariant($"{fewest.Megabytes:N0} MB at {fewest.Variants:N0}"), "", $"< {MostMegabytes} MB",
            most.Megabytes < MostMegabytes);
        if (measured.Count == 1) yield break;
        var fewer = measured[^2];
        var growth = most.Pair.Ours / most.Variants / (fewer.Pair.Ours / fewer.Variants);
        yield return new Figure(
            "the same: time of a variant", Texts.Duration(most.Pair.Ours / most.Variants),
            Texts.Invariant($"{Texts.Duration(fewer.Pair.Ours / fewer.Variants)} at {fewer.Variants:N0}"), Pair.Times(growth),
            $"linear (<= {Pair.Times(MostGrowth)})", growth <= MostGrowth);
    }

    private static int RoundsOf(Pace pace, int variants) => (pace.IsQuick, variants) switch
    {
        (true, _) or (_, >= 1_000_000) => 1,
        (_, >= 100_000) => 3,
        _ => 7,
    };

    private static async Task<Pair> MeasureAsync(
        int variants, int rounds, Action<double> tellMegabytes, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var file = folder.File("bulk.jsonl");
        await using (var stream = File.Create(file)) BulkFile.Write(new Catalogue(variants), stream);
        var made = 0;
        return await Pair.OfAsync(
            rounds,
            async () =>
            {
                var (seconds, megabytes) = await RunAsync(ChildCommands.Sync);
                tellMegabytes(megabytes);
                return seconds;
            },
            async () => (await RunAsync(ChildCommands.Tables)).Seconds);

        async Task<(double Seconds, double Megabytes)> RunAsync(string child)
        {
            var database = folder.File(Texts.Invariant($"{child}-{made++}.db"));
            var output = (await Child.RunAsync(cancellationToken, child, file, database, Texts.Invariant($"{variants}"))).Split(' ');
            foreach (var suffix in (string[])["", "-wal", "-shm", "-migration-lock"]) File.Delete(database + suffix);
            return (double.Parse(output[0], CultureInfo.InvariantCulture), double.Parse(output[1], CultureInfo.InvariantCulture) / 1e6);
        }
    }
}
