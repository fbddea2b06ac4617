namespace InventorySync.Tests.Convergence;

/// <summary>
/// What may go wrong in a history, by its seed: some have everything, some have only one thing, so that what is promised without the others
/// is judged alone.
/// </summary>
internal sealed record Plan
{
    /// <summary>How many actions a history has: enough for several full syncs among them.</summary>
    public const int UsualActions = 200;

    public required long Seed { get; init; }

    /// <summary>The merchants' actions, by their numbers: the shrinker leaves some out.</summary>
    public required IReadOnlyList<int> Steps { get; init; }

    /// <summary>Full syncs run; without them, every webhook has to arrive.</summary>
    public bool HasFullSyncs { get; init; }

    public bool LosesWebhooks { get; init; }

    public bool RepeatsWebhooks { get; init; }

    /// <summary>Some webhooks come minutes, hours, or a day late.</summary>
    public bool DelaysWebhooks { get; init; }

    public bool AssemblesLate { get; init; }

    public bool Crashes { get; init; }

    /// <summary>Databases and Shopify that fail now and then, tokens that end early, downloads that are not whole.</summary>
    public bool Fails { get; init; }

    /// <summary>How long after a change a read may still not show it.</summary>
    public TimeSpan LongestLag { get; init; }

    /// <summary>How far the app's clocks are ahead of Shopify's.</summary>
    public TimeSpan ClockDifference { get; init; }

    /// <summary>An operator pauses the app now and then.</summary>
    public bool Pauses { get; init; }

    /// <summary>Items are probed every five minutes.</summary>
    public bool Probes { get; init; }

    /// <summary>Locations are made, activated, deactivated and deleted.</summary>
    public bool ChangesLocations { get; init; }

    /// <summary>How many of the first locations of the shop count in the store; 0 is all, also those that are made later.</summary>
    public int IncludedLocations { get; init; }

    /// <summary>Whether reads show the levels at inactive locations, which no source settles.</summary>
    public bool ShowsInactive { get; init; }

    /// <summary>Whether locationsCount counts them where reads do not show them.</summary>
    public bool CountsInactive { get; init; }

    /// <summary>Whether a webhook tells of stock that moves at an inactive location.</summary>
    public bool TellsInactive { get; init; }

    /// <summary>The shop is there, and read, before the app hears of anything.</summary>
    public bool StartsWithFullSync { get; init; }

    public static Plan Of(long seed, int actions)
    {
        var dice = Dice.Of(seed, 1);
        var hasFullSyncs = dice.Chance(600);
        return new Plan
        {
            Seed = seed,
            Steps = [.. Enumerable.Range(0, actions)],
            HasFullSyncs = hasFullSyncs,
            LosesWebhooks = hasFullSyncs && dice.Chance(500),
            RepeatsWebhooks = dice.Chance(600),
            DelaysWebhooks = dice.Chance(600),
            AssemblesLate = dice.Chance(600),
            Crashes = dice.Chance(500),
            Fails = dice.Chance(500),
            LongestLag = dice.Chance(600) ? TimeSpan.FromSeconds(110) : dice.Chance(500) ? TimeSpan.FromSeconds(5) : TimeSpan.Zero,
            ClockDifference = dice.Chance(400) ? TimeSpan.Zero : dice.Between(-300, 300),
            StartsWithFullSync = hasFullSyncs && dice.Chance(500),
            Pauses = dice.Chance(200),
            Probes = hasFullSyncs && dice.Chance(300),
            ChangesLocations = dice.Chance(800),
            IncludedLocations = dice.Chance(600) ? 0 : 1 + dice.Below(2),
            // What a location has held meanwhile only a full sync shows, unless webhooks or look-ups have told it.
            ShowsInactive = !hasFullSyncs || dice.Chance(500),
            CountsInactive = dice.Chance(300),
            TellsInactive = !hasFullSyncs || dice.Chance(500),
        };
    }

    public override string ToString() =>
        $"seed {Seed}, {Steps.Count} actions" + string.Concat(
            new (bool, string)[]
            {
                (HasFullSyncs, "full syncs"), (StartsWithFullSync, "a full sync first"), (LosesWebhooks, "webhooks lost"),
                (RepeatsWebhooks, "webhooks repeated"), (DelaysWebhooks, "webhooks delayed"), (AssemblesLate, "payloads assembled late"),
                (Crashes, "crashes"), (Fails, "failures"), (Pauses, "pauses"), (Probes, "probes"),
                (ChangesLocations, "locations change"), (IncludedLocations > 0, $"the first {IncludedLocations} locations count"),
                (!ShowsInactive, CountsInactive ? "inactive levels hidden but counted" : "inactive levels hidden"),
                (!TellsInactive, "inactive levels change untold"),
                (LongestLag > TimeSpan.Zero, $"reads lag up to {LongestLag.TotalSeconds:0} s"),
                (ClockDifference != TimeSpan.Zero, $"the app's clock is {ClockDifference.TotalSeconds:0} s ahead"),
            }.Where(part => part.Item1).Select(part => $", {part.Item2}"));
}
