namespace InventorySync.Tests.Convergence;

/// <summary>
/// Numbers that only look like chance (SplitMix64): the same on every machine and in every version of .NET, and cheap to fork.
/// </summary>
internal sealed class Dice(ulong state)
{
    private ulong _state = state;

    /// <summary>Its own dice for each part of a history, so that leaving one part out changes no other.</summary>
    public static Dice Of(long seed, long part, long index = 0)
    {
        var dice = new Dice(((ulong)seed * 0x9E3779B97F4A7C15) ^ ((ulong)part * 0xD1B54A32D192ED03) ^ ((ulong)index * 0x8CB92BA72F3D8DD7));
        dice.Next();
        return dice;
    }

    public int Below(int count) => (int)(Next() % (ulong)count);

    public bool Chance(int perMille) => Below(1000) < perMille;

    public TimeSpan Between(double fromSeconds, double toSeconds) =>
        TimeSpan.FromMicroseconds((long)((fromSeconds + ((toSeconds - fromSeconds) * Below(1_000_000) / 1_000_000)) * 1_000_000));

    public T Of<T>(IReadOnlyList<T> among) => among[Below(among.Count)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
