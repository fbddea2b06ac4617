using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Drift;

/// <summary>
/// Decides why a row was wrong that a full sync had to repair, and what that may have cost. Pure: the same evidence gives the same cause,
/// whenever and by whomever it is asked. What is known of the very row goes before what is known of its topic, and what excludes a cause
/// before what suggests one; docs/trust.md says how sure each is.
/// </summary>
public static class DriftRule
{
    /// <param name="areDeliveriesLogged">Whether a delivery that came would be known.</param>
    public static DriftCause CauseOf(DriftEvidence row, RunEvidence run, bool areDeliveriesLogged)
    {
        if (row.Kind == DriftKinds.Sum || IsUnchanged(row, run)) return DriftCause.OtherProgram;
        if (row.HasFailed) return DriftCause.Failed;
        if (row.HandledAt <= run.EndedAt) return DriftCause.Unknown;

        // One that was refused is tried again: that it came late in the end is no cause of its own.
        if (WasRefused(row, run)) return DriftCause.Refused;
        if (row.HandledAt is not null) return DriftCause.Late;
        if (WasNotSubscribed(row, run)) return DriftCause.SubscriptionMissing;
        return areDeliveriesLogged ? DriftCause.NoDelivery : DriftCause.Unknown;
    }

    public static DriftDirection DirectionOf(DriftEvidence row) => row.Kind switch
    {
        DriftKinds.Available => Compare(Number(row.Was) ?? 0, Number(row.Became) ?? 0),
        // No number means that Shopify does not count: then everything can be sold.
        DriftKinds.Sum => Compare(Number(row.Was) ?? long.MaxValue, Number(row.Became) ?? long.MaxValue),
        DriftKinds.Item => row.IsPresent() ? DriftDirection.TooHigh : DriftDirection.TooLow,
        DriftKinds.Connected => row.IsPresent() ? Compare(0, row.LevelAvailable ?? 0) : Compare(row.LevelAvailable ?? 0, 0),
        DriftKinds.VariantPresence => row.IsPresent() ? DriftDirection.TooLow : DriftDirection.TooHigh,
        _ => DriftDirection.None,
    };

    /// <summary>The full sync before had seen this very version, and so had made the row right.</summary>
    private static bool IsUnchanged(DriftEvidence row, RunEvidence run) => HasVersion(row) && row.UpdatedAt <= run.PreviousSeenAt;

    /// <summary>In the same hours, of the same topic: what was refused was never read, so that nobody knows what it was about.</summary>
    private static bool WasRefused(DriftEvidence row, RunEvidence run) =>
        run.Refusals.Any(refused =>
            refused.Hour >= Since(row, run).Hour && refused.Hour <= run.EndedAt.Hour && DriftTopics.Of(row).Contains(refused.Topic));

    private static bool WasNotSubscribed(DriftEvidence row, RunEvidence run)
    {
        var (from, to) = HasVersion(row) ? (Since(row, run), Since(row, run)) : (run.PreviousReadAt, run.ReadAt);
        return run.Gaps.Any(gap => gap.LostSince <= to && gap.RepairedAt > from && DriftTopics.Of(row).Contains(gap.Topic));
    }

    /// <summary>When it went wrong, or since when it may have.</summary>
    private static UnixTime Since(DriftEvidence row, RunEvidence run) => HasVersion(row) ? row.UpdatedAt!.Value : run.PreviousReadAt;

    /// <summary>Whether a level is connected, or a variant exists, has no stamp of its own: the record's is of its details.</summary>
    private static bool HasVersion(DriftEvidence row) =>
        row.UpdatedAt is not null && row.Kind is not (DriftKinds.Connected or DriftKinds.VariantPresence);

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DriftDirection Compare(long was, long became) => was.CompareTo(became) switch
    {
        > 0 => DriftDirection.TooHigh,
        < 0 => DriftDirection.TooLow,
        _ => DriftDirection.None,
    };
}
