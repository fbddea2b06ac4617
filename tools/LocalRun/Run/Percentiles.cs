namespace LocalRun.Run;

/// <summary>The latencies of a run, in milliseconds.</summary>
internal sealed class Percentiles
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public void Add(double value) => _values.Add(value);

    /// <summary>The smallest value that at least <paramref name="share"/> of all values do not exceed; 0 if there are none.</summary>
    public double At(double share)
    {
        if (_values.Count == 0) return 0;
        double[] sorted = [.. _values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
