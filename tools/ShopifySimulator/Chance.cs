namespace ShopifySimulator;

/// <summary>The simulator's randomness: one seed, many callers at once.</summary>
internal sealed class Chance(Random random)
{
    private readonly Lock _lock = new();

    /// <param name="rate">From 0, never, to 1, always.</param>
    public bool Happens(double rate)
    {
        if (rate <= 0) return false;
        lock (_lock) return random.NextDouble() < rate;
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        lock (_lock) random.NextBytes(bytes);
        return bytes;
    }

    public string Hex(int bytes) => Convert.ToHexStringLower(Bytes(bytes));

    public Guid NewGuid() => new(Bytes(16));

    /// <summary>For one piece of work, whose course then depends on nobody else's.</summary>
    public Random Fork()
    {
        lock (_lock) return new Random(random.Next());
    }
}
