using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;

namespace InventorySync.Explain;

/// <summary>What readers see of a variant and Shopify says otherwise.</summary>
/// <param name="Differences">A line each.</param>
/// <param name="Since">Shopify's stamp on the first change that is not here; null where nothing tells.</param>
/// <param name="IsHeldNewer">Whether all that differs has a greater stamp here: Shopify's answer is the older one then.</param>
internal sealed record SkuComparison(IReadOnlyList<string> Differences, UnixTime? Since, bool IsHeldNewer)
{
    public static SkuComparison Of(SkuFacts held, ItemRead read)
    {
        var variant = read.Item?.Variants.FirstOrDefault(each => each.VariantId == held.VariantId);
        if (held.Presence.IsPresent != variant is not null)
        {
            return new SkuComparison(
                [held.Presence.IsPresent ? "Shopify has no such variant any more" : "it is deleted here, and Shopify has it"],
                variant?.UpdatedAt, IsHeldNewer: held.Presence.SeenAt > read.SeenAt);
        }

        return variant is null ? new SkuComparison([], null, false) : Of(held, read.Item!, variant);
    }

    /// <summary>Shopify's number for readers: the sum over the locations that count here, as its answer names no others.</summary>
    public static int? AvailableOf(SkuFacts held, ItemSnapshot item)
    {
        if (!item.Tracked) return null;
        var left = held.Levels.Where(IsLeftOutByLocation).Select(level => level.LocationId).ToHashSet();
        return (int)Math.Clamp(
            item.Levels.Where(level => !left.Contains(level.LocationId)).Sum(level => (long)level.Available), int.MinValue, int.MaxValue);
    }

    private static SkuComparison Of(SkuFacts held, ItemSnapshot item, VariantSnapshot variant)
    {
        List<Difference> found = item.Tracked || held.Item?.Tracked?.Value is true ? [.. Levels(held, item)] : [];
        var tracked = held.Item?.Tracked;
        if (tracked?.Value != item.Tracked)
            found.Add(Beside(
                "tracking", tracked is { } known ? ObservationText.Tracked(known.Value) : "not known",
                ObservationText.Tracked(item.Tracked), item.UpdatedAt, tracked?.UpdatedAt));
        found.AddRange(Details(held.Details, variant));
        if (held.ProductTitle != variant.Product.Details.Title || held.ProductStatus != variant.Product.Details.Status)
        {
            found.Add(Beside(
                "product", $"{held.ProductTitle}, {held.ProductStatus}",
                $"{variant.Product.Details.Title}, {variant.Product.Details.Status}", variant.Product.UpdatedAt,
                held.Product?.Details?.UpdatedAt));
        }

        if (held.Item is not null && held.Available != held.LevelsSum)
            found.Add(new Difference(
                $"Sku.Available says {ObservationText.Number(held.Available)}, "
                + $"its levels add up to {ObservationText.Number(held.LevelsSum)}",
                null, false));
        return new SkuComparison(
            [.. found.Select(difference => difference.Text)],
            found.Where(difference => difference.Since is not null).Select(difference => difference.Since).Order().FirstOrDefault(),
            found.Count > 0 && found.TrueForAll(difference => difference.IsHeldNewer));
    }

    private static IEnumerable<Difference> Levels(SkuFacts held, ItemSnapshot item)
    {
        var known = held.Levels.ToDictionary(level => level.LocationId);
        foreach (var level in item.Levels)
        {
            var here = known.GetValueOrDefault(level.LocationId);
            if (here is not null && IsLeftOutByLocation(here)) continue;
            if (here is { IsCounted: true, Available: { } number } && number.Value == level.Available) continue;
            yield return Beside(
                here is null ? string.Create(CultureInfo.InvariantCulture, $"location {level.LocationId}") : SkuArithmetic.NameOf(here),
                here is null or { Presence.IsPresent: false } ? "not stocked" : ObservationText.Number(here.Available?.Value),
                ObservationText.Number(level.Available), level.UpdatedAt, here?.Available?.UpdatedAt);
        }

        var listed = item.Levels.Select(level => level.LocationId).ToHashSet();
        foreach (var gone in held.Levels.Where(level => level.IsCounted && !listed.Contains(level.LocationId)))
            yield return new Difference(
                $"{SkuArithmetic.NameOf(gone)}: {ObservationText.Number(gone.Available?.Value)} here, not stocked at Shopify", null, false);
    }

    private static IEnumerable<Difference> Details(Observation<VariantDetails> held, VariantSnapshot variant)
    {
        foreach (var ((name, here), (_, there)) in held.Value.ToNamed().Zip(variant.Details.ToNamed()))
        {
            if (!Equals(here, there)) yield return Beside(name, TextOf(here), TextOf(there), variant.UpdatedAt, held.UpdatedAt);
        }
    }

    private static string TextOf(object? detail) => detail is null ? "none" : Convert.ToString(detail, CultureInfo.InvariantCulture)!;

    /// <summary>What no number of Shopify's changes: the location does not count for readers.</summary>
    private static bool IsLeftOutByLocation(HeldLevel level) =>
        !level.IsIncluded || level.Location is { IsActive: false } or { IsDeleted: true };

    private static Difference Beside(string what, string here, string there, UnixTime updatedAt, UnixTime? heldUpdatedAt) =>
        new($"{what}: {here} here, {there} at Shopify", updatedAt, heldUpdatedAt > updatedAt);

    private sealed record Difference(string Text, UnixTime? Since, bool IsHeldNewer);
}
