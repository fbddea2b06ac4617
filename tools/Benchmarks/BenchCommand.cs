using System.CommandLine;
using Benchmarks.Detail;
using Benchmarks.Figures;
using Benchmarks.Measuring;

namespace Benchmarks;

/// <summary>Measures the figures and shows them as a table.</summary>
internal static class BenchCommand
{
    /// <summary>In the order of the table.</summary>
    private static readonly IReadOnlyDictionary<string, Func<IFigures>> All = new OrderedDictionary<string, Func<IFigures>>(
        StringComparer.Ordinal)
    {
        ["webhook"] = () => new WebhookParsing(),
        ["http"] = () => new WebhookThroughput(),
        ["change"] = () => new ChangeApplication(),
        ["together"] = () => new ChangeSharing(),
        ["server"] = () => new ServerSharing(),
        ["jsonl"] = () => new BulkReading(),
        ["sync"] = () => new FullSyncTime(),
        ["delta"] = () => new DeltaWrite(),
        ["latency"] = () => new ChangeLatency(),
        ["start"] = () => new HostStart(),
    };

    public static RootCommand Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Every figure, but so briefly that only its working is shown." };
        var only = new Option<string[]>("--only")
        {
            Description = "Some of the figures.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. All.Keys],
        };
        only.AcceptOnlyFromAmong([.. All.Keys]);
        var write = new Option<FileInfo?>("--write") { Description = "The page whose table is replaced." };
        var detail = new Option<bool>("--detail")
        {
            Description = "The small figures under BenchmarkDotNet, with spread and allocations, instead of the table.",
        };
        var command = new RootCommand("Speed, measured against the floor: each figure beside what cannot be avoided, in the same run.")
        {
            quick, only, write, detail,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(write) is not null && (result.GetValue(quick) || result.GetResult(only) is { Implicit: false }))
                result.AddError("--write takes a whole run: leave out --quick and --only.");
        });
        foreach (var child in ChildCommands.All()) command.Subcommands.Add(child);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(detail))
            {
                DetailRun.Run();
                return;
            }

            var table = await MeasureAsync(parsed.GetValue(quick) ? Pace.Quick : Pace.Whole, parsed.GetValue(only)!, cancellationToken);
            Console.WriteLine($"\n{table}");
            if (parsed.GetValue(quick))
                Console.WriteLine("A quick run: it shows that every figure is measured, and its numbers are none to judge by.");
            if (parsed.GetValue(write) is { } page)
                await File.WriteAllTextAsync(
                    page.FullName, PerformancePage.Replace(await File.ReadAllTextAsync(page.FullName, cancellationToken), table),
                    cancellationToken);
        });
        return command;
    }

    private static async Task<string> MeasureAsync(Pace pace, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        List<Figure> figures = [];
        foreach (var (_, make) in All.Where(entry => names.Contains(entry.Key)))
        {
            var measured = make();
            using var ends = measured as IDisposable;
            await foreach (var figure in measured.MeasureAsync(pace, cancellationToken))
            {
                figures.Add(figure);
                Console.WriteLine(
                    $"{figure.Name}: {figure.Ours} {(figure.Baseline.Length > 0 ? $"beside {figure.Baseline} " : "")}{figure.Ratio} "
                    + $"({figure.ToReach} {figure.Verdict})");
            }
        }

        return $"{MarkdownTable.Of(figures)}\n{Machine.Description}.\n";
    }
}
