using InventorySync.Inventory;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>Who works on which run: takes a run's lease, and gives it back.</summary>
/// <param name="newOwner">Makes the name of a leaseholder: another one for each lease.</param>
public sealed class RunLeases(
    IFullSyncStore store, ISubscriptionStore subscriptions, IOptions<FullSyncOptions> options, TimeProvider timeProvider, NewId newOwner,
    ILogger<RunLeases> logger)
{
    /// <summary>
    /// Renewed at every poll and every batch, which come seconds apart; two minutes without one mean that the instance is gone.
    /// </summary>
    internal static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <param name="mayStart">
    /// False to continue an unfinished run only. The very first run is not started before the webhooks are subscribed, where the app does
    /// that itself.
    /// </param>
    /// <returns>Null if another instance has the run, or there is none to work on.</returns>
    public async Task<LeasedRun?> TryTakeAsync(bool mayStart, CancellationToken cancellationToken)
    {
        var owner = newOwner();
        var mayBegin = mayStart && !await MustWaitForSubscriptionsAsync(cancellationToken);
        if (await store.TryLeaseRunAsync(owner, mayBegin, timeProvider.Now(), LeaseTime, cancellationToken) is not { } run) return null;

        var lease = new RunLease(run.Id, owner);
        if (!run.IsDryRun) return new LeasedRun(run, lease);

        // The one who wanted to see it is gone, and nobody has said that it may change anything.
        await store.EndDryRunAsync(lease, "A dry run whose process ended before it did.", timeProvider.Now(), cancellationToken);
        return mayStart ? await TryTakeAsync(mayStart, cancellationToken) : null;
    }

    /// <summary>A new run that only shows what it would change.</summary>
    /// <returns>Null while another run is unfinished, or there is a pause.</returns>
    public async Task<LeasedRun?> TryTakeDryAsync(CancellationToken cancellationToken)
    {
        var owner = newOwner();
        return await store.TryLeaseDryRunAsync(owner, timeProvider.Now(), LeaseTime, cancellationToken) is { } run
            ? new LeasedRun(run, new RunLease(run.Id, owner))
            : null;
    }

    /// <summary>The next instance need not wait for the lease to run out.</summary>
    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken) => store.ReleaseLeaseAsync(lease, cancellationToken);

    /// <summary>Before the webhooks are subscribed, the very first run would miss whatever changes after it.</summary>
    private async Task<bool> MustWaitForSubscriptionsAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(options.Value.PublicUrl)) return false;
        if ((await store.GetSyncHistoryAsync(cancellationToken)).LastSuccessStartedAt is not null) return false;
        if ((await subscriptions.GetSubscriptionHealthAsync(cancellationToken)).LastCheck is not null) return false;
        Log.FirstRunWaits(logger);
        return true;
    }
}
