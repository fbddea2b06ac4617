using System.Globalization;
using InventorySync.Storage;
using Spectre.Console;

namespace InventorySync.Cli.Operations.Drift;

/// <summary>`drift summary` for people.</summary>
internal static class DriftSummaryTable
{
    private const int MostRuns = 20;

    public static void Show(IAnsiConsole console, DriftSummary summary)
    {
        var all = summary.All;
        var (share, worst) = (StatusCommand.Share(all.Accuracy), StatusCommand.Share(all.WorstAccuracy));
        var (runs, rows) = (Many(all.Runs, "full sync"), Many(all.Drift, "row"));
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"Last {summary.Days} days: {runs}, {rows} repaired. SKUs that were right: {share}, at worst {worst}.");
        if (summary.Totals.Count == 0) return;

        ShowCauses(console, summary.ByCause);
        if (all.Deliveries.Any(topic => topic.Missed > 0)) ShowTopics(console, summary);
        ShowRuns(console, summary);
        var unsettled = summary.Totals.Sum(total => total.Unsettled);
        if (unsettled <= 0) return;
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"The cause of {unsettled:N0} rows may turn out to be another within a day of the full sync, since a delivery may be so late.");
    }

    private static string Many(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private static void ShowCauses(IAnsiConsole console, IReadOnlyList<DriftTotal> causes)
    {
        var table = new Table().AddColumns("Cause", "Meaning", "Rows", "Too high", "Too low", "Longest wrong");
        foreach (var total in causes)
            Add(
                table, DriftText.Name(total.Cause), DriftText.Meaning(total.Cause), DriftText.Number(total.Rows),
                DriftText.Number(total.TooHigh), DriftText.Number(total.TooLow), DriftText.Length(total.WorstWrongSeconds));
        console.Write(table);
    }

    private static void ShowTopics(IAnsiConsole console, DriftSummary summary)
    {
        var table = new Table().AddColumns("Deliveries", "Never came", "Came", "Missed");
        foreach (var topic in summary.All.Deliveries.Where(topic => topic.Missed > 0))
            Add(table, topic.Topic, DriftText.Number(topic.Missed), DriftText.Number(topic.Came), string.Create(
                CultureInfo.InvariantCulture, $"{topic.MissedRate:P3}"));
        console.Write(table);
    }

    private static void ShowRuns(IAnsiConsole console, DriftSummary summary)
    {
        var byRun = summary.Totals.ToLookup(total => total.RunId);
        RunTrust[] runs = [.. summary.Runs.Where(run => byRun.Contains(run.RunId))];
        var table = new Table().AddColumns("Run", "Ended (UTC)", "Rows", "SKUs wrong", "Right", "Longest wrong", "All together", "Causes");
        foreach (var run in runs.Take(MostRuns))
        {
            Add(
                table, run.RunId.ToString(CultureInfo.InvariantCulture), DriftText.Time(run.EndedAt.ToDateTimeOffset()),
                DriftText.Number(byRun[run.RunId].Sum(total => total.Rows)),
                run.Measures is { } measures ? DriftText.Number(measures.SkusWrong) : "-", StatusCommand.Share(run.Measures?.Accuracy),
                DriftText.Length(run.Measures?.WorstWrongSeconds), DriftText.Length(run.Measures?.TotalWrongSeconds),
                string.Join(", ", byRun[run.RunId].Select(total => $"{DriftText.Name(total.Cause)} {DriftText.Number(total.Rows)}")));
        }

        console.Write(table);
        if (runs.Length > MostRuns)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"The newest {MostRuns} of {runs.Length} that found some.");
    }

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(text => new Text(text))]);
}
