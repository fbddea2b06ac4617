using InventorySync.Storage;
using InventorySync.Telemetry;

namespace InventorySync.FullSync;

/// <summary>A run's report as metrics.</summary>
internal static class ReportMetrics
{
    public static void RecordReport(this SyncMetrics metrics, SyncReport report)
    {
        metrics.RecordRunRows(nameof(report.Variants), report.Variants);
        metrics.RecordRunRows(nameof(report.Levels), report.Levels);
        metrics.RecordRunRows(nameof(report.SkusWritten), report.SkusWritten);
        metrics.RecordRunRows(nameof(report.LevelsWritten), report.LevelsWritten);
        metrics.RecordRunRows(nameof(report.Drift), report.Drift);
        metrics.RecordRunRows(nameof(report.InFlight), report.InFlight);
        if (report.Measures is not { } measures) return;
        if (measures.Accuracy is { } accuracy) metrics.RecordAccuracy(accuracy);
        if (measures.WorstWrongSeconds is { } worst) metrics.RecordWrongTime("Worst", TimeSpan.FromSeconds(worst));
        if (measures.TotalWrongSeconds is { } total) metrics.RecordWrongTime("Total", TimeSpan.FromSeconds(total));
    }
}
