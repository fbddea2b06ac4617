using System.Globalization;
using InventorySync.Observations;
using InventorySync.Storage;

namespace InventorySync.Explain;

/// <summary>How Sku.Available comes about, in words.</summary>
internal static class SkuArithmetic
{
    public static string Of(SkuFacts facts)
    {
        if (!facts.Presence.IsPresent) return "the variant is deleted: readers of SkuLive do not see it";
        var sum = SumOf(facts);
        return facts.Available == facts.LevelsSum || facts.Item is null
            ? sum
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Sku.Available says {ObservationText.Number(facts.Available)}, which nothing here explains: {sum}");
    }

    /// <summary>Why a level's number does not count; null where it does.</summary>
    public static string? WhyNotCounted(HeldLevel level) => level switch
    {
        { IsCounted: true } => null,
        { Presence.IsPresent: false } => "not connected",
        { Location.IsDeleted: true } => "location deleted",
        { Location.IsActive: false } => "location inactive",
        { IsIncluded: false } => "not in InventorySync__LocationIds",
        _ => "not counted",
    };

    public static string NameOf(HeldLevel level) =>
        level.Location?.Name ?? string.Create(CultureInfo.InvariantCulture, $"location {level.LocationId}");

    private static string SumOf(SkuFacts facts)
    {
        if (facts.Item?.Tracked is not { } tracked)
            return facts.Item is { Presence.IsPresent: false } ? "null: its item is deleted" : "null: its item is not known yet";
        if (!tracked.Value) return "null: Shopify does not track it";
        if (!facts.Item.Presence.IsPresent) return "0: its item is deleted";

        var counted = facts.Levels.Where(level => level.IsCounted).ToList();
        var sum = counted.Count == 0
            ? "0: it is stocked at no location that counts"
            : $"{ObservationText.Number(facts.LevelsSum)} = "
                + $"{string.Join(" + ", counted.Select(level => $"{NumberOf(level)} ({NameOf(level)})"))}";
        var left = facts.Levels.Where(level => !level.IsCounted && level.Available?.Value is not (null or 0)).ToList();
        return left.Count == 0 ? sum : $"{sum}; not counted: "
            + $"{string.Join(", ", left.Select(level => $"{NumberOf(level)} ({NameOf(level)}, {WhyNotCounted(level)})"))}";
    }

    private static string NumberOf(HeldLevel level) =>
        level.Available?.Value is { } number ? number.ToString(CultureInfo.InvariantCulture) : "nothing yet";
}
