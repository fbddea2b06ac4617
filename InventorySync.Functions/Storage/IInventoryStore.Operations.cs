using InventorySync.Inventory;

namespace InventorySync.Storage;

public partial interface IInventoryStore
{
    /// <summary>The failed changes that are meant, the oldest first.</summary>
    Task<IReadOnlyList<FailedChangeRow>> ListFailedChangesAsync(FailedChangeFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>Opens a failed change again and makes its repair due at once: its look-up, or where its id is not known an early full sync.</summary>
    /// <returns>False if there is none of that id.</returns>
    Task<bool> RetryFailedChangeAsync(string id, UnixTime now, CancellationToken cancellationToken);

    /// <summary>Closes an open failed change that a person says needs no repair, and takes back the look-up that only failed changes had asked for. The row stays.</summary>
    /// <returns>False if there is no open one of that id.</returns>
    Task<bool> DropFailedChangeAsync(string id, CancellationToken cancellationToken);

    /// <summary>The pause in force; null if there is none.</summary>
    Task<Pause?> GetPauseAsync(CancellationToken cancellationToken);

    /// <summary>Pauses, from now on and for every instance: no run is leased, and whoever applies changes asks <see cref="GetPauseAsync"/>.</summary>
    /// <returns>The pause in force: an earlier one stays.</returns>
    Task<Pause> PauseAsync(Pause pause, CancellationToken cancellationToken);

    /// <returns>False if there was no pause.</returns>
    Task<bool> ResumeAsync(CancellationToken cancellationToken);

    /// <summary>Begins a full sync that nobody has leased yet, unless one is unfinished: whoever leases next goes on with it.</summary>
    /// <returns>Null while there is a pause.</returns>
    Task<BegunRun?> BeginRunAsync(UnixTime now, CancellationToken cancellationToken);

    /// <summary>Lets the next run, and no other, bring a store that has shrunk too much. Asked twice is once.</summary>
    Task ApproveShrinkAsync(UnixTime now, CancellationToken cancellationToken);

    /// <summary>Takes the approval for this run, which keeps it whatever instance continues the run; one that another run had taken is removed.</summary>
    /// <returns>Whether the shrink is approved.</returns>
    /// <exception cref="LeaseLostException" />
    Task<bool> TakeShrinkApprovalAsync(RunLease lease, CancellationToken cancellationToken);

    /// <summary>Begins a run that only shows what it would change; nobody continues it.</summary>
    /// <returns>Null while another run is unfinished, or there is a pause.</returns>
    Task<SyncRun?> TryLeaseDryRunAsync(string owner, UnixTime now, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Does what <see cref="ReplaceAsync"/> does, short of the raw tables, in a transaction that is rolled back. Changes wait meanwhile; readers do not.</summary>
    /// <param name="rows">How many of the rows that differ are wanted.</param>
    /// <exception cref="LeaseLostException" />
    Task<DryRun> DryRunAsync(RunLease lease, Replacement replacement, int rows, CancellationToken cancellationToken);

    /// <summary>Ends a dry run as discarded.</summary>
    /// <exception cref="LeaseLostException" />
    Task EndDryRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken);

    /// <summary>Adds up what an instance has measured of the changes that it has applied. Repeated after a lost answer it may count twice, which nobody would notice.</summary>
    /// <param name="keepFrom">What is older is removed.</param>
    Task RecordMeasuresAsync(IReadOnlyList<LagCount> lags, IReadOnlyList<LastSeen> seen, UnixTime keepFrom, CancellationToken cancellationToken);

    /// <summary>Everything that <see cref="StoreStatus"/> tells, by a few small queries.</summary>
    /// <param name="lagsSince">Where the window of the lags begins.</param>
    Task<StoreStatus> GetStatusAsync(UnixTime lagsSince, CancellationToken cancellationToken);

    Task WriteHeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at the database and changes nothing; before <see cref="PrepareAsync"/> too, and where that would refuse. What cannot be looked at, for want of the tables, is left out.
    /// </summary>
    /// <returns>The database first, which is always there: the others only where it is well.</returns>
    Task<IReadOnlyList<StoreFinding>> InspectAsync(string shopDomain, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what is told only to people, and is old: ended runs with their drift, and failed changes that are repaired or dropped. The newest success and the runs from it on stay
    /// whatever their age: guards, schedule and status are judged by them. In transactions of at most <paramref name="limit"/> rows of a kind, so that nobody waits for it.
    /// </summary>
    /// <param name="endedBefore">What ended or came in before that is old.</param>
    /// <returns>How many rows were removed; fewer than <paramref name="limit"/> means that nothing is left to remove.</returns>
    Task<int> DeleteHistoryAsync(UnixTime endedBefore, int limit, CancellationToken cancellationToken);
}
