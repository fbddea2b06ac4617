using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace LocalRun.Rehearse;

/// <summary>
/// The verb `rehearse`: plays what goes wrong in production against the simulated store, and shows when it was noticed, by what, and when
/// every SKU was right again.
/// </summary>
internal static class RehearseCommand
{
    private const string All = "all";

    public static Command Create(IAnsiConsole console)
    {
        var name = new Argument<string?>("scenario")
        {
            Description = "Its name, or all; without one they are listed.", Arity = ArgumentArity.ZeroOrOne,
        };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && given != All && Scenarios.All.All(scenario => scenario.Name != given))
                result.AddError(
                    $"There is no scenario \"{given}\": {string.Join(", ", Scenarios.All.Select(scenario => scenario.Name))}, or all.");
        });
        var variants = new Option<int>("--variants") { Description = "Of the simulated store.", DefaultValueFactory = _ => 120 };
        variants.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--variants takes a whole number of at least 1.");
        });
        var seed = new Option<int>("--seed") { Description = "What the store is made of and sells.", DefaultValueFactory = _ => 1 };
        var command = new Command(
            "rehearse",
            "Plays what goes wrong in production, against the simulated store and on a clock of its own: when it was noticed, and when "
            + "every SKU was right again.") { name, variants, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(name) is not { } chosen)
            {
                List(console);
                return 0;
            }

            var isWell = true;
            foreach (var scenario in Scenarios.All.Where(scenario => chosen == All || scenario.Name == chosen))
                isWell &= await RehearseAsync(scenario, parsed.GetValue(variants), parsed.GetValue(seed), console, cancellationToken);
            return isWell ? 0 : 1;
        });
        return command;
    }

    private static void List(IAnsiConsole console)
    {
        foreach (var scenario in Scenarios.All)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{scenario.Name,-22}{scenario.Title}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{All,-22}one after the other");
    }

    /// <returns>Whether it was noticed and mended within the scenario's bounds.</returns>
    private static async Task<bool> RehearseAsync(
        Scenario scenario, int variants, int seed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{scenario.Name}[/]  {scenario.Title}");
        var folder = Directory.CreateTempSubdirectory("inventorysync-rehearsal-");
        try
        {
            var performance = await scenario.RehearseAsync(folder, variants, seed, entry => Show(console, entry), cancellationToken);
            var noticed = $"Noticed after {Text(performance.NoticedAfter)} by {performance.NoticedBy ?? "nothing"}";
            var mended = $"{Text(performance.RightAfter)} after it {(performance.IsMended ? "was mended" : "broke")}";
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"{noticed}; every SKU right {mended}; {performance.MostWrong} rows wrong at the worst instant.");
            foreach (var fault in performance.Faults) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{fault}[/]");
            console.WriteLine();
            return performance.Faults.Count == 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Show(IAnsiConsole console, TimelineEntry entry)
    {
        var color = entry.Kind switch
        {
            TimelineKind.Broke => "red",
            TimelineKind.Mended => "green",
            TimelineKind.Status => "yellow",
            TimelineKind.Did => "blue",
            _ => "grey",
        };
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {Text(entry.After)}  [{color}]{entry.Kind,-7}[/] {entry.Text}");
    }

    private static string Text(TimeSpan? time) => time is { } span
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours:00}:{span.Minutes:00}:{span.Seconds:00}")
        : "never";
}
