namespace Benchmarks.Measuring;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Pairs of ours and the baseline, of which the median counts.</param>
/// <param name="Round">How long one side of a pair takes, where operations are repeated for a time.</param>
/// <param name="Variants">The sizes of shop of which a full sync is measured.</param>
internal sealed record Pace(bool IsQuick, int Rounds, TimeSpan Round, IReadOnlyList<int> Variants)
{
    /// <summary>For figures: some minutes, most of them the full sync of a million variants.</summary>
    public static readonly Pace Whole = new(IsQuick: false, 21, TimeSpan.FromMilliseconds(100), [8_148, 100_000, 1_000_000]);

    /// <summary>For whether it works: every figure is measured, and none is worth anything.</summary>
    public static readonly Pace Quick = new(IsQuick: true, 3, TimeSpan.FromMilliseconds(20), [8_148]);
}
