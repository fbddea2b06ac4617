using System.CommandLine;
using System.Globalization;
using InventorySync.Tests.Convergence.Planted;
using Spectre.Console;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// <c>dotnet dev.cs simulate</c>: plays histories of chosen or of fresh seeds, or searches the seeds that catch the planted faults.
/// </summary>
internal sealed class SimulateCommand(IAnsiConsole console, TimeProvider timeProvider)
{
    /// <summary>The rarest fault is caught by one seed of some five hundred.</summary>
    private const int DefaultSeedsForFaults = 1_000;

    private const int MaxFailuresTold = 10;

    private TextWriter Output => console.Profile.Out.Writer;

    public static Command Create(IAnsiConsole console, TimeProvider timeProvider)
    {
        var seed = Number("--seed", long.MinValue, "The first seed (1).");
        var count = Number(
            "--count", 1,
            $"How many histories, of this seed and the next ones (1; with --faults, the seeds that are tried: {DefaultSeedsForFaults}).");
        var actions = Number("--actions", 1, $"Of the merchants in each history ({Plan.UsualActions}).");
        var fresh = Number("--fresh", 1, "Plays as many histories of seeds that the clock gives; without --seed and --count, only these.");
        var faults = new Option<bool>("--faults")
        {
            Description = "Searches for each planted fault the first seed that catches it, and prints the table of FaultSeeds.cs.",
        };
        var command = new Command("simulate", "Plays histories; the first that fails is printed at its shortest, in words.")
        {
            seed, count, actions, fresh, faults,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(faults) && result.GetValue(fresh) is not null)
                result.AddError("--faults searches the seeds of --seed and --count: leave --fresh out.");
        });
        command.SetAction(parsed =>
        {
            var simulate = new SimulateCommand(console, timeProvider);
            var (first, many) = (parsed.GetValue(seed), parsed.GetValue(count));
            var length = (int)(parsed.GetValue(actions) ?? Plan.UsualActions);
            if (parsed.GetValue(faults)) return simulate.FindFaults(Faults.All, first ?? 1, many ?? DefaultSeedsForFaults, length);
            var isOnlyFresh = parsed.GetValue(fresh) is not null && first is null && many is null;
            return simulate.Play(first ?? 1, isOnlyFresh ? 0 : many ?? 1, parsed.GetValue(fresh) ?? 0, length);
        });
        return command;
    }

    private static Option<long?> Number(string name, long least, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
            if (isNumber && value >= least && (value <= int.MaxValue || least < 0)) return value;
            var range = least < 0 ? "" : $" from {least} to {int.MaxValue}";
            result.AddError($"{name} takes a whole number{range}, not \"{text}\".");
            return null;
        },
    };

    private int Play(long seed, long count, long fresh, int actions)
    {
        var freshSeed = timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        List<long> seeds = [.. From(seed, count), .. From(freshSeed, fresh)];
        var began = timeProvider.GetTimestamp();
        var histories = console.Progress().Start(context =>
        {
            var bar = context.AddTask($"{seeds.Count} histories", maxValue: seeds.Count);
            return Histories.RunAll(seeds, actions, () => bar.Increment(1));
        });
        List<string> froms = [];
        if (count > 0) froms.Add($"{count} from seed {seed} on");
        if (fresh > 0) froms.Add($"{fresh} fresh ones from seed {freshSeed} on");
        Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{histories.Ran} histories of {actions} actions ({string.Join(", ", froms)}) "
            + $"in {timeProvider.GetElapsedTime(began).TotalSeconds:0.0} s: "
            + $"{histories.Failed.Count} failed; Shopify debounced {histories.Debounced} webhooks away"));
        if (histories.Failed.Count == 0) return 0;

        foreach (var failed in histories.Failed.Take(MaxFailuresTold)) Output.WriteLine($"  {failed.Plan}: {failed.Broken}");
        Output.WriteLine("The first of them at its shortest:");
        Output.WriteLine(Histories.Explain(histories.Failed[0].Plan));
        return 1;
    }

    /// <returns>The exit code: 0 where each of the faults is caught.</returns>
    internal int FindFaults(IReadOnlyList<Fault> faults, long seed, long count, int actions)
    {
        List<long> seeds = [.. From(seed, count)];
        List<string> lines = [];
        foreach (var fault in faults)
        {
            var end = Histories.FindFirst(fault, seeds, actions);
            var found = end is null ? $"NOT CAUGHT by {count} seeds from {seed} on" : $"caught by seed {end.Plan.Seed}: {end.Broken}";
            Output.WriteLine($"{fault.Name}: {found}");
            if (end is not null) lines.Add(FaultSeeds.Line(fault.Name, end.Plan.Seed));
        }

        Output.WriteLine("The table of FaultSeeds.cs:");
        foreach (var line in lines) Output.WriteLine(line);
        var missed = faults.Count - lines.Count;
        if (missed > 0) Output.WriteLine($"Not caught: {missed}. Try more seeds (--count), or mend the check that has to notice.");
        return missed == 0 ? 0 : 1;
    }

    private static IEnumerable<long> From(long seed, long count) => Enumerable.Range(0, (int)count).Select(number => seed + number);
}
