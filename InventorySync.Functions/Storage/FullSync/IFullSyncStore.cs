using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>The runs of the full sync: their lease, staging and replacement, and the dry run that replaces nothing.</summary>
public interface IFullSyncStore
{
    /// <summary>
    /// Begins a run, or takes over an unfinished one whose lease has run out. At most one run is unfinished at any time; a run's state and
    /// lease are its row, so that whatever ends an instance, another one continues where it was.
    /// </summary>
    /// <param name="mayStart">False to continue an unfinished run only, and begin none.</param>
    /// <returns>The run, now leased to <paramref name="owner"/>; null if another instance is at it, or nothing is to be
    /// continued.</returns>
    Task<SyncRun?> TryLeaseRunAsync(string owner, bool mayStart, UnixTime now, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Writes down how far the run is and renews its lease.</summary>
    /// <exception cref="LeaseLostException">Another instance has taken the run over: stop at once.</exception>
    Task SaveProgressAsync(RunLease lease, SyncProgress progress, UnixTime leasedUntil, CancellationToken cancellationToken);

    /// <summary>Empties the staging tables for this run; also after a crash in the middle of a download.</summary>
    /// <exception cref="LeaseLostException" />
    Task ClearStagingAsync(RunLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a batch to the staging tables, in one transaction. A row may come twice: the one with the greater UpdatedAt counts.
    /// </summary>
    /// <exception cref="LeaseLostException" />
    Task StageAsync(RunLease lease, StagedBatch batch, CancellationToken cancellationToken);

    /// <summary>What has been staged, for the guards to judge before anything is replaced.</summary>
    Task<StagedCounts> CountStagedAsync(RunLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// One transaction, fenced by the lease: transforms the staged rows into Location, Product, InventoryItem, InventoryLevel and Sku as a
    /// set-based delta by the rule of <see cref="Precedence"/> (absence is an observation too, but for items staged with fewer levels than
    /// their locationsCount, which are written down to be looked up), truncates and refills both raw tables, records the drift, answers the
    /// pending look-ups that the read covers, and ends the run as succeeded. A run whose bulk operation is not newer than the last applied
    /// one's is discarded instead.
    /// </summary>
    /// <exception cref="LeaseLostException" />
    Task<SyncReport> ReplaceAsync(RunLease lease, Replacement replacement, CancellationToken cancellationToken);

    /// <summary>Ends the run as failed, with the reason; the tables stay as they were.</summary>
    /// <exception cref="LeaseLostException" />
    Task FailRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Lets go of the lease of an unfinished run, so that the next instance need not wait for it to run out. No effect if it is lost
    /// already.
    /// </summary>
    Task ReleaseLeaseAsync(RunLease lease, CancellationToken cancellationToken);

    /// <summary>The newest run, for whoever watches; null if there has been none.</summary>
    Task<SyncRun?> GetLatestRunAsync(CancellationToken cancellationToken);

    /// <summary>What the schedule is judged by: the last success, and the failures since.</summary>
    Task<SyncHistory> GetSyncHistoryAsync(CancellationToken cancellationToken);

    /// <summary>Whether a bulk operation was another run's.</summary>
    Task<bool> IsBulkOperationKnownAsync(string bulkOperationId, long exceptRunId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the approval for this run, which keeps it whatever instance continues the run; one that another run had taken is removed.
    /// </summary>
    /// <returns>Whether the shrink is approved.</returns>
    /// <exception cref="LeaseLostException" />
    Task<bool> TakeShrinkApprovalAsync(RunLease lease, CancellationToken cancellationToken);

    /// <summary>Begins a run that only shows what it would change; nobody continues it.</summary>
    /// <returns>Null while another run is unfinished, or there is a pause.</returns>
    Task<SyncRun?> TryLeaseDryRunAsync(string owner, UnixTime now, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>
    /// Does what <see cref="ReplaceAsync"/> does, short of the raw tables, in a transaction that is rolled back. Changes wait meanwhile;
    /// readers do not.
    /// </summary>
    /// <param name="rows">How many of the rows that differ are wanted.</param>
    /// <exception cref="LeaseLostException" />
    Task<DryRun> DryRunAsync(RunLease lease, Replacement replacement, int rows, CancellationToken cancellationToken);

    /// <summary>Ends a dry run as discarded.</summary>
    /// <exception cref="LeaseLostException" />
    Task EndDryRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken);
}
