using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Observations;

/// <summary>
/// How long the changes that this instance applies have been on their way: as a metric, and for api/status, which another instance may
/// answer, counted here and added up in the database every few seconds. What an instance has not yet written when it ends is lost, and
/// missed by nobody.
/// </summary>
public sealed class LagRecorder(IObservationStore store, SyncMetrics metrics, ILogger<LagRecorder> logger)
{
    /// <summary>One small transaction of an instance in so long, however many changes it applies.</summary>
    internal static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(10);

    /// <summary>Status looks an hour back; what is older is kept for those who ask the table.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>The stages by the names that api/status gives them.</summary>
    private static readonly string[] TagOf = [.. Enum.GetNames<LagStage>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private readonly Lock _lock = new();
    private Dictionary<(long Minute, LagStage Stage, int Bucket), long> _counts = [];
    private Dictionary<string, UnixTime> _seen = new(StringComparer.Ordinal);
    private UnixTime? _flushedAt;

    /// <summary>Counts a change, after its commit, and now and then writes what has been counted.</summary>
    /// <param name="enqueuedAt">On the queue's clock; null where that is not known.</param>
    public async Task RecordAsync(
        ChangeMessage change, UnixTime? enqueuedAt, UnixTime dequeuedAt, UnixTime committedAt, CancellationToken cancellationToken)
    {
        Count(change, enqueuedAt, dequeuedAt, committedAt);
        if (TakeDue(committedAt) is not var (lags, seen)) return;
        try
        {
            await store.RecordMeasuresAsync(lags, seen, committedAt.Add(-Kept), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The change is committed: a measure is no reason to apply it again.
            Log.MeasuresNotWritten(logger, e, e.Message);
        }
    }

    private void Count(ChangeMessage change, UnixTime? enqueuedAt, UnixTime dequeuedAt, UnixTime committedAt)
    {
        var changedAt = change.Level?.UpdatedAt ?? change.Product?.UpdatedAt ?? change.Item?.UpdatedAt;
        lock (_lock)
        {
            Add(LagStage.ChangedToTriggered, changedAt, change.TriggeredAt, committedAt);
            Add(LagStage.TriggeredToReceived, change.TriggeredAt, change.ReceivedAt, committedAt);
            Add(LagStage.ReceivedToEnqueued, change.ReceivedAt, enqueuedAt, committedAt);
            Add(LagStage.EnqueuedToDequeued, enqueuedAt, dequeuedAt, committedAt);
            Add(LagStage.DequeuedToCommitted, dequeuedAt, committedAt, committedAt);
            Add(LagStage.TriggeredToCommitted, change.TriggeredAt, committedAt, committedAt);
            See(LastSeen.Change, committedAt);
            if (change.TriggeredAt is { } triggeredAt) See(LastSeen.ChangeTrigger, triggeredAt);
            if (change.SecretPlace is { } place) See($"{LastSeen.SecretPrefix}{place}", change.ReceivedAt);
        }
    }

    private void Add(LagStage stage, UnixTime? from, UnixTime? to, UnixTime committedAt)
    {
        if (from is not { } begin || to is not { } end) return;
        var key = (committedAt.Minute, stage, LagBuckets.Of(end - begin));
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        metrics.RecordLatency(TagOf[(int)stage], end - begin);
    }

    private void See(string name, UnixTime at)
    {
        if (!_seen.TryGetValue(name, out var held) || held < at) _seen[name] = at;
    }

    private (IReadOnlyList<LagCount> Lags, IReadOnlyList<LastSeen> Seen)? TakeDue(UnixTime now)
    {
        lock (_lock)
        {
            if (_flushedAt is { } flushedAt && now < flushedAt.Add(FlushInterval)) return null;
            _flushedAt = now;
            var (counts, seen) = (_counts, _seen);
            (_counts, _seen) = ([], new Dictionary<string, UnixTime>(StringComparer.Ordinal));
            return (
                [.. counts.Select(count => new LagCount(count.Key.Minute, count.Key.Stage, count.Key.Bucket, count.Value))],
                [.. seen.Select(each => new LastSeen(each.Key, each.Value))]);
        }
    }
}
