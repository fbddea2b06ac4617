namespace InventorySync.Tests.Convergence;

/// <summary>
/// Makes a failing history as short as it gets: fewer kinds of trouble, then fewer actions, as long as anything is still broken.
/// </summary>
internal static class Shrinker
{
    private static readonly Func<Plan, Plan>[] Simpler =
    [
        plan => plan with { Fails = false },
        plan => plan with { Crashes = false },
        plan => plan with { Pauses = false },
        plan => plan with { Probes = false },
        plan => plan with { RepeatsWebhooks = false },
        plan => plan with { DelaysWebhooks = false },
        plan => plan with { AssemblesLate = false },
        plan => plan with { LosesWebhooks = false },
        plan => plan with { ChangesLocations = false },
        plan => plan with { IncludedLocations = 0 },
        plan => plan with { ShowsInactive = true, CountsInactive = false },
        plan => plan with { TellsInactive = true },
        plan => plan with { LongestLag = TimeSpan.Zero },
        plan => plan with { ClockDifference = TimeSpan.Zero },
        plan => plan with
        {
            HasFullSyncs = false, StartsWithFullSync = false, LosesWebhooks = false, Probes = false, ShowsInactive = true,
            CountsInactive = false, TellsInactive = true,
        },
        plan => plan with { StartsWithFullSync = false },
    ];

    public static Plan Shrink(Plan plan, Func<Plan, bool> fails)
    {
        for (var (current, last) = (plan, (Plan?)null); ; last = current)
        {
            if (current == last) return current;
            foreach (var simpler in Simpler)
            {
                if (simpler(current) is var candidate && candidate != current && fails(candidate)) current = candidate;
            }

            current = WithFewerSteps(current, fails);
        }
    }

    /// <summary>Leaves out ever smaller parts of the actions.</summary>
    private static Plan WithFewerSteps(Plan plan, Func<Plan, bool> fails)
    {
        for (var size = Math.Max(plan.Steps.Count / 2, 1); ; size /= 2)
        {
            for (var from = plan.Steps.Count - size; from >= 0; from -= size)
            {
                var candidate = plan with { Steps = [.. plan.Steps.Take(from), .. plan.Steps.Skip(from + size)] };
                if (fails(candidate)) plan = candidate;
                from = Math.Min(from, plan.Steps.Count);
            }

            if (size <= 1) return plan;
        }
    }
}
