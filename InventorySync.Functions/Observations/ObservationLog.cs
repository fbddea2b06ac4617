using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Observations;

/// <summary>
/// The last observations with what became of them, for those who ask why a SKU shows its number: collected here after the commits, and
/// written by the invocation that finds them due, many in one transaction. No thread of its own, since a worker may be frozen between
/// invocations. Best effort: nothing is decided by it, and no change waits for it twice.
/// </summary>
public sealed class ObservationLog(
    IObservationStore store, IOptions<ObservationOptions> options, TimeProvider timeProvider, SyncMetrics metrics,
    ILogger<ObservationLog> logger)
{
    /// <summary>
    /// In a quiet store each observation is written at once; in a busy one, one transaction of an instance in so long: the last ones of a
    /// burst, which wait for the next message, are few ...
    /// </summary>
    internal static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// ... or for so many: some milliseconds, shared by as many changes, and far from the 5,000 locks at which SQL Server would take the
    /// whole table.
    /// </summary>
    internal const int BatchRows = 500;

    /// <summary>
    /// Waiting in memory, some megabytes at most. More of them than that means that the database is slower than they come.
    /// </summary>
    internal const int MostWaiting = 5_000;

    private readonly Lock _lock = new();
    private readonly Queue<LoggedObservation> _waiting = new();
    private UnixTime? _writtenAt;
    private LoggedObservation[]? _writing;
    private long _left;

    /// <summary>Whether observations are kept: ask before you make a row.</summary>
    public bool IsOn => options.Value.ObservationDays > 0;

    /// <summary>Keeps an observation to be written; where too many wait, it is left out and counted.</summary>
    public void Add(LoggedObservation observation)
    {
        if (!IsOn) return;
        lock (_lock)
        {
            if (_waiting.Count < MostWaiting) _waiting.Enqueue(observation);
            else _left++;
        }
    }

    public void Add(IEnumerable<LoggedObservation> rows)
    {
        foreach (var row in rows) Add(row);
    }

    /// <summary>Writes what waits, if it is time. Never throws: what it is called after has been committed.</summary>
    public async Task WriteIfDueAsync(CancellationToken cancellationToken)
    {
        if (Take(isForced: false) is { } batch) await WriteAsync(batch, cancellationToken);
    }

    /// <summary>Writes all that waits: at a stop, by the recovery timer, and before drift is judged. Never throws.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (Take(isForced: true) is { } batch)
        {
            if (!await WriteAsync(batch, cancellationToken)) return;
        }
    }

    /// <summary>Those of this instance that are not written yet, or are being written, in the order in which they came.</summary>
    public IReadOnlyList<LoggedObservation> Waiting()
    {
        lock (_lock) return [.. _writing ?? [], .. _waiting];
    }

    private LoggedObservation[]? Take(bool isForced)
    {
        var now = timeProvider.Now();
        lock (_lock)
        {
            // One at a time: while the database is slow, no second change waits for it.
            if (_writing is not null || _waiting.Count == 0) return null;
            if (!isForced && _waiting.Count < BatchRows && _writtenAt is { } writtenAt && now < writtenAt.Add(WriteInterval)) return null;
            var batch = new LoggedObservation[Math.Min(_waiting.Count, BatchRows)];
            for (var row = 0; row < batch.Length; row++) batch[row] = _waiting.Dequeue();
            (_writing, _writtenAt) = (batch, now);
            return batch;
        }
    }

    private async Task<bool> WriteAsync(LoggedObservation[] batch, CancellationToken cancellationToken)
    {
        LoggedObservation[] putBack = [];
        try
        {
            await store.RecordObservationsAsync(batch, cancellationToken);
            metrics.CountObservations(batch.Length, "Written");
            return true;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            putBack = batch; // a stop, which writes what waits as its last act
            return false;
        }
        catch (Exception e) // the changes are committed, and this is no reason to apply them again
        {
            Log.ObservationsNotWritten(logger, e, batch.Length, e.Message);
            metrics.CountObservations(batch.Length, "Lost");
            return false;
        }
        finally
        {
            End(putBack);
            TellLeft();
        }
    }

    private void End(LoggedObservation[] putBack)
    {
        lock (_lock)
        {
            _writing = null;
            foreach (var observation in putBack)
            {
                if (_waiting.Count < MostWaiting) _waiting.Enqueue(observation);
                else _left++;
            }
        }
    }

    private void TellLeft()
    {
        long left;
        lock (_lock) (left, _left) = (_left, 0);
        if (left == 0) return;
        metrics.CountObservations(left, "LeftOut");
        Log.ObservationsLeftOut(logger, left, MostWaiting);
    }
}
