using System.CommandLine;
using Benchmarks.Figures;
using Benchmarks.Measuring;

namespace Benchmarks;

/// <summary>Measures the figures and shows them as a table.</summary>
internal static class BenchCommand
{
    public static RootCommand Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Every figure, but so briefly that only its working is shown." };
        var only = new Option<string?>("--only") { Description = "Some figures: webhook, jsonl." };
        var page = new Option<FileInfo?>("--write") { Description = "The page whose table is replaced." };
        var command = new RootCommand("Speed, measured against the floor: each figure beside what cannot be avoided, in the same run.") { quick, only, page };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var pace = parsed.GetValue(quick) ? Pace.Quick : Pace.Whole;
            var table = await MeasureAsync(pace, parsed.GetValue(only), cancellationToken);
            Console.WriteLine();
            Console.WriteLine(table);
            if (parsed.GetValue(page) is { } file)
                await File.WriteAllTextAsync(file.FullName, PerformancePage.Replace(await File.ReadAllTextAsync(file.FullName, cancellationToken), table), cancellationToken);
        });
        return command;
    }

    private static async Task<string> MeasureAsync(Pace pace, string? only, CancellationToken cancellationToken)
    {
        List<Figure> figures = [];
        foreach (var make in (Func<IFigures>[])[() => new WebhookParsing(), () => new BulkReading()])
        {
            var measured = make();
            using var ends = measured as IDisposable;
            if (only is not null && measured.Name != only) continue;
            await foreach (var figure in measured.MeasureAsync(pace, cancellationToken))
            {
                figures.Add(figure);
                Console.WriteLine($"{figure.Name}: {figure.Ours} beside {figure.Baseline}: {figure.Ratio} ({figure.ToReach}: {figure.Verdict})");
            }
        }

        return $"{MarkdownTable.Of(figures)}\n{Machine.Description}.\n";
    }
}
