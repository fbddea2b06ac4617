using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>Measures as they are read.</summary>
internal static class Texts
{
    public static string Duration(double seconds) => seconds switch
    {
        < 1e-3 => Invariant($"{seconds * 1e6:N1} µs"),
        < 1 => Invariant($"{seconds * 1e3:N2} ms"),
        _ => Invariant($"{seconds:N1} s"),
    };

    public static string PerSecond(double count) => Invariant($"{count:N0} /s");

    public static string Megabytes(double bytes) => Invariant($"{bytes / 1e6:N0} MB");

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
