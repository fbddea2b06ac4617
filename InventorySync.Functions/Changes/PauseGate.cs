using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Changes;

/// <summary>
/// Whether messages may be applied. During a pause each one is held for a while and then goes back into its queue as a new message
/// (docs/decisions/0008): a failed try would bring it closer to the poison queue.
/// </summary>
public sealed class PauseGate(IPauseStore store, TimeProvider timeProvider, ILogger<PauseGate> logger)
{
    /// <summary>How long a message is held. An instance that works on 64 at a time then puts back 64 a minute, however many wait.</summary>
    internal static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long an answer of the database's counts for all messages of this instance: what a change costs is not doubled, and a pause is in
    /// force at once for a person.
    /// </summary>
    internal static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long? _readAt;
    private bool _isPaused;

    /// <summary>
    /// Whether there is a pause. While the database cannot be read, which may be what the pause is for, the last answer counts.
    /// </summary>
    public async Task<bool> IsPausedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_readAt is { } readAt && timeProvider.GetElapsedTime(readAt) < Freshness) return _isPaused;
        }

        try
        {
            Remember(await store.GetPauseAsync(cancellationToken) is not null);
        }
        catch (Exception e) when (IsHeldOpen(cancellationToken))
        {
            Log.PauseNotRead(logger, e, e.Message);
        }

        lock (_lock) return _isPaused;
    }

    /// <summary>Returns at once where there is no pause, or as soon as it ends.</summary>
    /// <returns>True if the message has to go back into its queue: the pause goes on, or the app is stopping.</returns>
    public async Task<bool> HoldsAsync(CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        while (await IsPausedAsync(cancellationToken))
        {
            if (timeProvider.GetElapsedTime(since) >= HoldTime) return true;
            try
            {
                await Task.Delay(Freshness, timeProvider, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHeldOpen(CancellationToken cancellationToken)
    {
        lock (_lock) return _isPaused && !cancellationToken.IsCancellationRequested;
    }

    private void Remember(bool isPaused)
    {
        lock (_lock) (_isPaused, _readAt) = (isPaused, timeProvider.GetTimestamp());
    }
}
