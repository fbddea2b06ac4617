using System.Text.Json;

namespace InventorySync.Storage;

/// <summary>The rows of probes, as both stores' statements answer and take them.</summary>
internal static class ProbeRows
{
    public static ProbeRecord Record(Row row) => new(
        row.Time("At"), row.Int("Checked"), row.Int("Late"), row.Int("Wrong"),
        JsonSerializer.Deserialize(row.Text("Causes"), StorageJson.Default.IReadOnlyListProbeCause)!,
        row.Flag("IsAlarming"), row.TimeOrNull("SyncAskedAt"), row.TextOrNull("Failure"));

    /// <summary>The parameters of RecordProbe.</summary>
    public static (string Name, object? Value)[] Of(ProbeRecord probe) =>
    [
        ("@at", probe.At.Nanoseconds), ("@checked", probe.Checked), ("@late", probe.Late), ("@wrong", probe.Wrong),
        ("@causes", JsonSerializer.Serialize(probe.Causes, StorageJson.Default.IReadOnlyListProbeCause)),
        ("@isAlarming", probe.IsAlarming), ("@syncAskedAt", probe.SyncAskedAt?.Nanoseconds), ("@failure", probe.Failure),
    ];
}
