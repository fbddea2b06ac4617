using InventorySync.Inventory;
using InventorySync.LookUps;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Changes;

/// <summary>
/// Takes what the queue has given up: recorded in FailedChange, with what repairs it, in one transaction; then looked up. A poison queue
/// has no poison queue of its own, so nothing here throws, and nothing is dropped either.
/// </summary>
public sealed class PoisonHandler(
    IChangeStore store, LookUpRunner lookUps, ObservationLog observations, DeliveryCounter deliveries, TimeProvider timeProvider,
    SyncMetrics metrics, ILogger<PoisonHandler> logger) : IDisposable
{
    /// <summary>
    /// Messages that are recorded at a time. The host lets as many run of this queue as of the changes' (host.json), which share their
    /// transactions; these do not.
    /// </summary>
    internal const int MaxAtATime = 8;

    /// <summary>
    /// Waits of 5, 10, 20, 40 and 80 s: a fail-over is over by then. What takes longer, the message waits for in its queue.
    /// </summary>
    internal const int MaxTries = 6;

    private static readonly BackOff Wait = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(80));

    private readonly SemaphoreSlim _places = new(MaxAtATime, MaxAtATime);

    /// <returns>Whether it is recorded. If not, the database is away or the app is stopping: the message has to go back into its queue, as
    /// a new one that lasts another seven days.</returns>
    public async Task<bool> TryRecordAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var change = PoisonMessage.Read(message.Span, timeProvider.Now());
        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            return await TryRecordAsync(change, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<bool> TryRecordAsync(FailedChange change, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var (isNew, lookUp) = await store.RecordFailedChangeAsync(change, cancellationToken);

                // The platform may give a message up twice, and what is of no topic may be anything. Where the answer of the commit was
                // lost, the next try finds it recorded, and it is not counted: one too few rather than one too many.
                if (isNew && Topics.Find(change.Topic) is not null)
                    deliveries.CountAccepted(change.Topic, change.Kind, change.ReceivedAt);
                metrics.CountChange(change.Kind, "GivenUp");
                metrics.CountFailedChange(change.Kind, "GivenUp");
                Log.PoisonRecorded(logger, change.Id, change.Topic, change.LookUpKind, change.LookUpId);
                observations.Add(WebhookObservations.OfGivenUp(change, timeProvider.Now()));
                await observations.WriteIfDueAsync(cancellationToken);
                if (lookUp is not null && lookUp.NotBefore <= timeProvider.Now()) await RepairAsync(cancellationToken);
                return true;
            }
            catch (Exception e) // whatever the database may say, also that this is being stopped
            {
                Log.PoisonNotRecorded(logger, e, tries, e.Message);
                if (tries == MaxTries || !await WaitAsync(Wait.After(tries), cancellationToken)) return false;
            }
        }
    }

    /// <summary>
    /// At once, for what can be repaired at once; it is written down, and the recovery timer tries what this does not achieve.
    /// </summary>
    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lookUps.TryDueAsync(cancellationToken);
        }
        catch (Exception e) // it is recorded, so that nothing here is a reason to record it again
        {
            Log.RepairLeftToTimer(logger, e, e.Message);
        }
    }

    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, timeProvider, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
