namespace LocalRun.Rehearse;

/// <summary>How a rehearsal went, on its own clock.</summary>
/// <param name="NoticedAfter">From what broke to the first signal; null if there was none.</param>
/// <param name="NoticedBy">That signal: a reason of api/status, by its code.</param>
/// <param name="RightAfter">From what mended it (what broke, where nothing but the app did) until every SKU was right; null if they never
/// were.</param>
/// <param name="IsMended">Whether the rehearsal mended it, or left it to the app.</param>
/// <param name="MostWrong">Rows that were wrong at the worst instant.</param>
/// <param name="Signals">All codes that status has told since then.</param>
internal sealed record Performance(
    Scenario Scenario, TimeSpan? NoticedAfter, string? NoticedBy, TimeSpan? RightAfter, bool IsMended, int MostWrong,
    IReadOnlySet<string> Signals, IReadOnlyList<TimelineEntry> Timeline)
{
    /// <summary>What was not as the scenario has it; none if all was.</summary>
    public IReadOnlyList<string> Faults { get; } =
    [
        .. NoticedAfter is not { } noticed ? ["It was not noticed."]
            : noticed > Scenario.NoticeWithin
                ? [$"It was noticed after {noticed:hh\\:mm\\:ss}, and should have been within {Scenario.NoticeWithin:hh\\:mm\\:ss}."]
            : (string[])[],
        .. Scenario.Signals.Overlaps(Signals) ? (string[])[] : [$"Status told {Codes(Signals)}, and none of {Codes(Scenario.Signals)}."],
        .. RightAfter is not { } right ? ["Some SKUs were wrong at the end."]
            : right > Scenario.RightWithin
                ? [$"Every SKU was right after {right:hh\\:mm\\:ss}, and should have been within {Scenario.RightWithin:hh\\:mm\\:ss}."]
            : (string[])[],
        .. MostWrong > 0 ? (string[])[] : ["Nothing was ever wrong: nothing was rehearsed."],
    ];

    private static string Codes(IEnumerable<string> codes) => string.Join(", ", codes.Order(StringComparer.Ordinal));
}
