using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Queues;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Drift;

/// <summary>
/// Looks for the causes of what full syncs had to repair: right after each, and again while more may come to be known. A delivery that is
/// late tells so only when it comes. Best effort, since nothing is decided by it: what one call does not do, the recovery timer's next
/// does.
/// </summary>
public sealed class DriftAnalyzer(
    IDriftStore store, IQueueInspector queues, ObservationLog observations, DeliveryCounter deliveries, TimeProvider timeProvider,
    SyncMetrics metrics, ILogger<DriftAnalyzer> logger)
{
    /// <summary>Of a transaction, like those that remove history.</summary>
    internal const int BatchRows = 1_000;

    /// <summary>Of a call: a minute at most. The rest of a large drift has time until the next.</summary>
    internal const int MostBatches = 50;

    /// <summary>Shopify tries a delivery again for four hours, and has been a day late: what is not known by then will not be.</summary>
    internal static readonly TimeSpan Open = TimeSpan.FromDays(1);

    /// <summary>
    /// The recovery timer's: then ever later, as long again as the row has waited. So a row is looked at ten times, and not three hundred.
    /// </summary>
    internal static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a run is held back for what waits in the queue. By then a message has left it: each of five tries may end with its instance
    /// and take the ten minutes of its lease. What still waits does so for another reason, and may do so for days. And an hour is less than
    /// what lies between two full syncs, so that runs are told one by one.
    /// </summary>
    internal static readonly TimeSpan MostHold = TimeSpan.FromHours(1);

    /// <summary>What a look at the queues may take; status waits for them as long.</summary>
    internal static readonly TimeSpan QueueLimit = TimeSpan.FromSeconds(5);

    /// <summary>Looks at the runs whose drift has rows to look at.</summary>
    public async Task AnalyzeAsync(CancellationToken cancellationToken)
    {
        // First: what has been handled by now is in the counts that are written next.
        var waitingSince = await FindOldestDeliveryAsync(cancellationToken);

        // Of other instances, what they have not written yet is seen the next time.
        await observations.FlushAsync(cancellationToken);
        await deliveries.FlushAsync(cancellationToken);
        var now = timeProvider.Now();
        var batches = 0;
        foreach (var run in await store.FindRunsToJudgeAsync(now, now.Add(-Open), cancellationToken))
        {
            if ((batches += await JudgeAsync(run, now, waitingSince, MostBatches - batches, cancellationToken)) >= MostBatches) return;
        }
    }

    /// <summary>The same for a caller whose own work is committed: never throws for want of the database.</summary>
    public async Task TryAnalyzeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AnalyzeAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CausesNotFound(logger, e, e.Message);
        }
    }

    /// <summary>
    /// When the oldest delivery that can be seen to wait came into the queue; null where none is seen, and the beginning of time where
    /// nobody can say. What is being handled or hidden until its next try is not seen, and what a pause has put back has a new time. The
    /// poison queue is left out: what cannot be read there stays for a week.
    /// </summary>
    private async Task<UnixTime?> FindOldestDeliveryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var states = await timeProvider.RunWithinAsync(QueueLimit, queues.ReadAsync, cancellationToken);
            return states.Count == 0
                ? default(UnixTime)
                : states.Where(queue => queue.Name == QueueNames.InventoryChanges).Min(queue => queue.OldestAt);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.QueueNotRead(logger, e, MostHold.TotalMinutes, e.Message);
            return default(UnixTime);
        }
    }

    /// <returns>How many batches it took.</returns>
    private async Task<int> JudgeAsync(
        RunToJudge judged, UnixTime now, UnixTime? waitingSince, int mostBatches, CancellationToken cancellationToken)
    {
        if (await store.GetRunEvidenceAsync(judged.RunId, cancellationToken) is not { } run) return 0;

        // After a burst: what waits is not counted yet, and would be told as never sent.
        if (judged.IsFirst && waitingSince <= run.EndedAt && now < run.EndedAt.Add(MostHold)) return 0;
        for (var batches = 1; batches <= mostBatches; batches++)
        {
            var rows = await store.GetDriftEvidenceAsync(run, now, BatchRows, cancellationToken);
            List<DriftVerdict> verdicts = [.. rows.Select(row => Judge(row, run, now))];
            if (rows.Count < BatchRows)
            {
                var trust = await store.SumUpVerdictsAsync(run.RunId, verdicts, cancellationToken);
                if (judged.IsFirst && trust is not null) Tell(trust);
                return batches;
            }

            await store.RecordVerdictsAsync(verdicts, cancellationToken);
        }

        return mostBatches;
    }

    private DriftVerdict Judge(DriftEvidence row, RunEvidence run, UnixTime now)
    {
        var (direction, topic) = (DriftRule.DirectionOf(row), DriftTopics.Of(row) is [var first, ..] ? first : null);
        if (row.IsInFlight) return new DriftVerdict(row.Id, direction, topic, Cause: null, LookAgainAt: null);
        var cause = DriftRule.CauseOf(row, run, observations.IsOn);
        var isSettled = cause is DriftCause.OtherProgram or DriftCause.Failed || now >= run.EndedAt.Add(Open);
        return new DriftVerdict(row.Id, direction, topic, cause, isSettled ? null : LookAgainAt(run.EndedAt, now));
    }

    /// <summary>The last time is when the day is over.</summary>
    private static UnixTime LookAgainAt(UnixTime endedAt, UnixTime now)
    {
        var age = now - endedAt;
        var (next, last) = (now.Add(age > FirstWait ? age : FirstWait), endedAt.Add(Open));
        return next < last ? next : last;
    }

    private void Tell(RunTrust trust)
    {
        foreach (var (cause, rows) in trust.Causes ?? []) metrics.RecordDrift(cause.ToString(), rows);
        foreach (var topic in trust.Deliveries ?? [])
        {
            if (topic.MissedRate is { } rate) metrics.RecordMissedRate(topic.Topic, rate);
        }

        if (trust.Drift > 0)
            Log.CausesFound(
                logger, trust.RunId, trust.Drift, string.Join(", ", (trust.Causes ?? []).Select(cause => $"{cause.Cause} {cause.Rows}")));
    }
}
