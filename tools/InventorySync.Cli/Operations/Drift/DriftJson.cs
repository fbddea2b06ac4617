using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Status;
using InventorySync.Storage;
using Spectre.Console;

namespace InventorySync.Cli.Operations.Drift;

/// <summary>The verb `drift` for programs: times are ISO 8601 in UTC, fields are added and none is renamed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<DriftLine>))]
[JsonSerializable(typeof(DriftSummaryLines))]
internal sealed partial class DriftJson : JsonSerializerContext
{
    public static void Write(IAnsiConsole console, IReadOnlyList<DriftEntry> rows) => console.WriteUnbroken(JsonSerializer.Serialize(
        [
            .. rows.Select(row => new DriftLine(
                row.RunId, row.EndedAt.ToDateTimeOffset(), row.Sku, row.VariantId, row.ProductId, row.InventoryItemId, row.LocationId,
                row.Location, row.Kind, row.Was, row.Became, row.Direction, row.UpdatedAt?.ToDateTimeOffset(), row.Cause, row.IsSettled)),
        ], Default.IReadOnlyListDriftLine));

    public static void Write(IAnsiConsole console, DriftSummary summary) => console.WriteUnbroken(JsonSerializer.Serialize(
        new DriftSummaryLines(
            summary.Days, summary.All,
            [.. summary.ByCause.Select(total => new DriftCauseLine(
                total.Cause, total.Rows, total.TooHigh, total.TooLow, total.WorstWrongSeconds, total.Unsettled))],
            [
                .. summary.Runs.Where(run => run.Drift > 0).Select(run => new DriftRunLine(
                    run.RunId, run.EndedAt.ToDateTimeOffset(), run.Drift, run.Measures?.Accuracy, run.Measures?.SkusCompared,
                    run.Measures?.SkusWrong, run.Measures?.WorstWrongSeconds, run.Measures?.TotalWrongSeconds, run.Causes)),
            ]), Default.DriftSummaryLines));
}

/// <summary>A row.</summary>
internal sealed record DriftLine(
    long Run, DateTimeOffset EndedAt, string? Sku, long? VariantId, long? ProductId, long? InventoryItemId, long? LocationId,
    string? Location, string Kind, string? Was, string? Became, DriftDirection? Direction, DateTimeOffset? Since, DriftCause? Cause,
    bool IsSettled);

/// <summary>A summary.</summary>
internal sealed record DriftSummaryLines(
    int Days, StatusTrustDays All, IReadOnlyList<DriftCauseLine> Causes, IReadOnlyList<DriftRunLine> Runs);

/// <summary>The rows of one cause.</summary>
internal sealed record DriftCauseLine(DriftCause? Cause, long Rows, long TooHigh, long TooLow, long? WorstWrongSeconds, long Unsettled);

/// <summary>A full sync that had to repair something.</summary>
internal sealed record DriftRunLine(
    long Run, DateTimeOffset EndedAt, long Rows, double? Accuracy, long? SkusCompared, long? SkusWrong, long? WorstWrongSeconds,
    long? TotalWrongSeconds, IReadOnlyList<CauseCount>? Causes);
