using System.Runtime.InteropServices;

namespace Benchmarks.Measuring;

/// <summary>What it ran on, as far as it explains a figure; no names.</summary>
internal static class Machine
{
    public static string Description =>
        $"{Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}";
}
