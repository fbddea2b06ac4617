using InventorySync.Status;
using InventorySync.Storage;

namespace InventorySync.Cli.Operations.Drift;

/// <summary>What full syncs of some days had to repair, added up.</summary>
/// <param name="Runs">Those that succeeded, the newest first.</param>
internal sealed record DriftSummary(int Days, IReadOnlyList<RunTrust> Runs, IReadOnlyList<DriftTotal> Totals)
{
    public StatusTrustDays All => TrustSummary.Of(Runs);

    /// <summary>The rows by cause, the commonest first; the run is 0.</summary>
    public IReadOnlyList<DriftTotal> ByCause =>
    [
        .. Totals.GroupBy(total => total.Cause).Select(cause => new DriftTotal(
            0, cause.Key, cause.Sum(total => total.Rows), cause.Sum(total => total.TooHigh), cause.Sum(total => total.TooLow),
            cause.Max(total => total.WorstWrongSeconds), cause.Sum(total => total.Unsettled)))
            .OrderByDescending(total => total.Rows),
    ];
}
