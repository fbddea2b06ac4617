using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>This program once more, for what only a process of its own shows: its start, and the most memory that it needed.</summary>
internal static class Child
{
    public static Process Start(params IReadOnlyList<string> arguments) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, [.. Entry, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false,
        })!;

    /// <summary>`dotnet Benchmarks.dll`, or the program by itself.</summary>
    private static IReadOnlyList<string> Entry =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll")]
            : [];

    /// <exception cref="InvalidOperationException">It has failed; its own words are on the console.</exception>
    public static async Task<string> RunAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        using var child = Start(arguments);
        var output = await child.StandardOutput.ReadToEndAsync(cancellationToken);
        await child.WaitForExitAsync(cancellationToken);
        return child.ExitCode == 0 ? output : throw new InvalidOperationException($"`{string.Join(' ', arguments)}` has failed.");
    }
}
