namespace InventorySync.Inventory;

/// <summary>Waits that grow from try to try, up to the longest.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Factor">By which each wait is longer than the one before.</param>
/// <param name="Jitter">
/// The share by which a wait differs at most, so that instances that failed together do not meet again: 0.5 makes it up to half longer,
/// -0.5 up to half shorter.
/// </param>
public sealed record BackOff(TimeSpan First, TimeSpan Longest, double Factor = 2, double Jitter = 0)
{
    /// <summary>Without jitter.</summary>
    /// <param name="failures">In a row, this one included.</param>
    public TimeSpan After(int failures)
    {
        var wait = First;
        for (var failure = 1; failure < failures && wait < Longest; failure++) wait *= Factor;
        return wait < Longest ? wait : Longest;
    }

    /// <summary>With jitter, which may make it longer than the longest.</summary>
    public TimeSpan After(int failures, Random random) => After(failures) * (1 + (Jitter * random.NextDouble()));
}
