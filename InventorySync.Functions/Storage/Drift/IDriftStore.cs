using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What full syncs had to repair, and what is known of its causes.</summary>
public interface IDriftStore
{
    /// <summary>
    /// The full syncs whose drift has rows to look at: those whose causes nobody has looked for yet, and those of which more may be known
    /// by now. The oldest first.
    /// </summary>
    /// <param name="endedAfter">A run of before that whose causes nobody has looked for is left as it is.</param>
    Task<IReadOnlyList<RunToJudge>> FindRunsToJudgeAsync(UnixTime now, UnixTime endedAfter, CancellationToken cancellationToken);

    /// <summary>What happened before a full sync; null if it has not succeeded.</summary>
    Task<RunEvidence?> GetRunEvidenceAsync(long runId, CancellationToken cancellationToken);

    /// <summary>What is known of the rows of its drift that are to be looked at, some of them.</summary>
    Task<IReadOnlyList<DriftEvidence>> GetDriftEvidenceAsync(RunEvidence run, UnixTime now, int limit, CancellationToken cancellationToken);

    /// <summary>Writes down what was made out of rows of one run.</summary>
    Task RecordVerdictsAsync(IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken);

    /// <summary>
    /// The same of the last of them, and in the same transaction the run's own numbers: its rows by cause, and its deliveries by topic.
    /// </summary>
    /// <returns>How the run tells what can be trusted; null if it is gone.</returns>
    Task<RunTrust?> SumUpVerdictsAsync(long runId, IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken);

    /// <summary>
    /// Full syncs that have succeeded since then, and the last one whatever its age, the newest first: some 200 of a month.
    /// </summary>
    Task<IReadOnlyList<RunTrust>> GetTrustAsync(UnixTime endedAfter, CancellationToken cancellationToken);

    /// <summary>
    /// Rows that full syncs had to repair; not what was in flight. The newest run first, in it what may have been oversold.
    /// </summary>
    Task<IReadOnlyList<DriftEntry>> ListDriftAsync(DriftFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>The same rows by run and cause.</summary>
    Task<IReadOnlyList<DriftTotal>> SumUpDriftAsync(UnixTime endedAfter, CancellationToken cancellationToken);
}
