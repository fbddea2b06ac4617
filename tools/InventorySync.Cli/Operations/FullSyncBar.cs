using System.Globalization;
using InventorySync.Storage;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>How far a full sync is, by its row: what any other reader of the database could see as well.</summary>
internal sealed class FullSyncBar(ProgressTask bar)
{
    public void Show(SyncRun run)
    {
        var progress = run.Progress;
        switch (run.State)
        {
            case SyncState.Downloading when progress.FileSize is > 0:
                Show(
                    string.Create(CultureInfo.InvariantCulture, $"downloading and staging, {progress.RowsStaged:N0} rows"),
                    100.0 * progress.BytesRead / progress.FileSize.Value);
                break;
            case SyncState.Replacing:
                Show(string.Create(CultureInfo.InvariantCulture, $"replacing the tables, {progress.RowsStaged:N0} rows"), 100);
                break;
            default:
                Show(string.Create(CultureInfo.InvariantCulture, $"Shopify works, {progress.ObjectCount:N0} objects"), null);
                break;
        }
    }

    public void Show(string what, double? percent)
    {
        bar.Description = $"Full sync: {what}";
        bar.IsIndeterminate = percent is null;
        if (percent is { } value) bar.Value = value;
    }

    public static void Report(IAnsiConsole console, SyncRun run)
    {
        var report = run.Report!;
        var seconds = (run.EndedAt!.Value - run.StartedAt).TotalSeconds;
        var written = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.SkusWritten:N0} Sku rows written, drift {report.Drift:N0} ({report.InFlight:N0} in flight)");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"Full sync {run.Id}: [green]{report.Variants:N0} variants, {report.Levels:N0} levels[/] in {seconds:N1} s; {written}");
    }
}
