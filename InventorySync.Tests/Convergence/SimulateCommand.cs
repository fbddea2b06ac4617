using System.Globalization;

namespace InventorySync.Tests.Convergence;

/// <summary><c>dotnet dev.cs simulate</c>: runs histories of chosen seeds and prints the first that fails, shrunk to its shortest, in words.</summary>
internal static class SimulateCommand
{
    public static int Run(string[] arguments, TextWriter output)
    {
        var (seed, count, actions) = (Option("--seed") ?? 1, (int)(Option("--count") ?? 1), (int)(Option("--actions") ?? 200));
        var began = TimeProvider.System.GetTimestamp();
        var histories = Histories.RunAll([.. Enumerable.Range(0, count).Select(number => seed + number)], actions);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{histories.Ran} histories of {actions} actions from seed {seed} on, in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s: {histories.Failed.Count} failed; Shopify debounced {histories.Debounced} webhooks away"));
        if (histories.Failed.Count == 0) return 0;

        foreach (var failed in histories.Failed.Take(10)) output.WriteLine($"  {failed.Plan}: {failed.Broken}");
        output.WriteLine("The first of them at its shortest:");
        output.WriteLine(Histories.Explain(histories.Failed[0].Plan));
        return 1;

        long? Option(string name) =>
            Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? long.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : null;
    }
}
