namespace Benchmarks.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="Baseline">What was measured beside it, in the same run.</param>
/// <param name="Ratio">Ours to the baseline; of a figure without one, empty.</param>
/// <param name="IsMet">Null where there is nothing to reach.</param>
internal sealed record Figure(string Name, string Ours, string Baseline, string Ratio, string ToReach, bool? IsMet)
{
    public string Verdict => IsMet switch
    {
        true => "met",
        false => "not met",
        null => "",
    };
}
