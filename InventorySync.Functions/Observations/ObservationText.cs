using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Observations;

/// <summary>What the log says of values and reasons, in as few words as a line has room for.</summary>
internal static class ObservationText
{
    /// <summary>The kind of a product's variant, which no message has.</summary>
    public const string VariantKind = "variant";

    /// <summary>The outcome of what could not be read: it is a failed change.</summary>
    public const string Recorded = "Recorded";

    /// <summary>The outcome of what the queue gave up after five tries.</summary>
    public const string GivenUp = "GivenUp";

    /// <summary>Why it was dropped, or what was special about it; null for what was simply applied.</summary>
    public static string? WhyOf(Outcome outcome) => outcome switch
    {
        Outcome.Superseded => "a newer one was held",
        Outcome.Repeat => "it was held already",
        Outcome.ConflictApplied => "another value with the same stamps was held; this one is the smaller",
        Outcome.ConflictKept => "another value with the same stamps was held, which is the smaller and stays",
        _ => null,
    };

    /// <summary>What became of another part of the observation, where it fared differently.</summary>
    public static string? Other(string part, Outcome outcome, Outcome? other) =>
        other is { } became && became != outcome ? $"{part} {became}" : null;

    public static string? Effect(int? before, int? after) => before == after ? null : $"availability {Number(before)} -> {Number(after)}";

    public static string? Need(PendingLookUp? need) => need is null ? null : $"look-up asked for: {need.Reason}";

    public static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    public static string Count(int count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    public static string Presence(bool isPresent) => isPresent ? "present" : "absent";

    public static string Tracked(bool isTracked) => isTracked ? "tracked" : "not tracked";

    /// <returns>Null where there is nothing to say.</returns>
    public static string? Join(params ReadOnlySpan<string?> parts)
    {
        string? joined = null;
        foreach (var part in parts)
        {
            if (!string.IsNullOrEmpty(part)) joined = joined is null ? part : $"{joined}, {part}";
        }

        return joined;
    }
}
