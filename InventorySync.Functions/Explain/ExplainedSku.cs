using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;

namespace InventorySync.Explain;

/// <summary>One variant of a <see cref="SkuExplanation"/>.</summary>
/// <param name="Code">The merchant's: may be null or blank.</param>
/// <param name="Tracked">Null while its item is not known.</param>
/// <param name="Available">What readers see.</param>
/// <param name="Arithmetic">How <paramref name="Available"/> comes about, in words.</param>
/// <param name="Sellable">What may still be promised.</param>
/// <param name="Shopify">Null where it was not asked.</param>
/// <param name="Observations">The last ones, the newest first.</param>
public sealed record ExplainedSku(
    SkuVerdict Verdict,
    long VariantId,
    long ProductId,
    long InventoryItemId,
    string? Code,
    string? Barcode,
    string Title,
    decimal Price,
    string ProductTitle,
    string ProductStatus,
    bool? Tracked,
    bool IsDeleted,
    int? Available,
    string Arithmetic,
    int? Sellable,
    SkuSafetyStock SafetyStock,
    IReadOnlyList<SkuRegister> Registers,
    IReadOnlyList<SkuLevel> Levels,
    SkuAtShopify? Shopify,
    IReadOnlyList<SkuLookUp> LookUps,
    IReadOnlyList<SkuFailedChange> FailedChanges,
    IReadOnlyList<SkuObservation> Observations)
{
    /// <summary>Put together from what was read.</summary>
    internal static ExplainedSku Of(SkuFacts facts, IReadOnlyList<LoggedObservation> rows, SkuContext context, AskedShopify? asked)
    {
        var origins = new SkuOrigins(rows, context);
        return new ExplainedSku(
            SkuVerdicts.Of(facts, context, asked),
            facts.VariantId,
            facts.ProductId,
            facts.InventoryItemId,
            facts.Details.Value.Sku,
            facts.Details.Value.Barcode,
            facts.Details.Value.Title,
            facts.Details.Value.Price,
            facts.ProductTitle,
            facts.ProductStatus,
            facts.Tracked,
            !facts.Presence.IsPresent,
            facts.Available,
            SkuArithmetic.Of(facts),
            facts.Sellable,
            facts.Policy is { } policy
                ? new SkuSafetyStock(policy.SafetyStock, "policy", policy.Note, policy.SetAt.ToDateTimeOffset())
                : new SkuSafetyStock(facts.SafetyStock, "setting", null, null),
            [.. RegistersOf(facts, origins)],
            [.. LevelsOf(facts, origins, asked?.Read?.Item)],
            asked is null ? null : AtShopify(facts, context.Now, asked),
            [.. facts.LookUps.Select(need => new SkuLookUp(
                need.Kind.ToString(), need.Id, need.Reason.ToString(), need.AskedAt.ToDateTimeOffset(), need.NotBefore.ToDateTimeOffset(),
                need.Tries))],
            [.. facts.FailedChanges.Select(failed => new SkuFailedChange(
                failed.Id, failed.Kind, failed.Topic, failed.Reason, failed.ReceivedAt.ToDateTimeOffset(), failed.Tries))],
            [.. rows.Select(row => ObservationOf(row, facts))]);
    }

    private static IEnumerable<SkuRegister> RegistersOf(SkuFacts facts, SkuOrigins origins)
    {
        var details = facts.Details.Value;
        yield return new SkuRegister(
            "variant", $"{details.Sku ?? "no code"}, {details.Title}, {details.Price.ToString(CultureInfo.InvariantCulture)}",
            origins.Of<VariantDetails>(facts.Details));
        yield return new SkuRegister(
            "variant exists", ObservationText.Presence(facts.Presence.IsPresent), SkuOrigins.OfPresence(facts.Presence));
        yield return new SkuRegister(
            "product", facts.Product?.Details is { } product ? $"{product.Value.Title}, {product.Value.Status}" : "not known yet",
            origins.Of(facts.Product?.Details));
        if (facts.Product is { } held)
            yield return new SkuRegister(
                "product exists", ObservationText.Presence(held.Presence.IsPresent), SkuOrigins.OfPresence(held.Presence));
        yield return new SkuRegister(
            "item", facts.Item?.Tracked is { } tracked ? ObservationText.Tracked(tracked.Value) : "not known yet",
            origins.Of(facts.Item?.Tracked));
        if (facts.Item is { } item)
            yield return new SkuRegister(
                "item exists", ObservationText.Presence(item.Presence.IsPresent), SkuOrigins.OfPresence(item.Presence));
    }

    /// <summary>Those that are held, and those that only Shopify has.</summary>
    private static IEnumerable<SkuLevel> LevelsOf(SkuFacts facts, SkuOrigins origins, ItemSnapshot? item)
    {
        var there = (item?.Levels ?? []).ToDictionary(level => level.LocationId);
        foreach (var level in facts.Levels)
        {
            there.Remove(level.LocationId, out var shown);
            yield return new SkuLevel(
                level.LocationId, SkuArithmetic.NameOf(level), level.Available?.Value, level.Presence.IsPresent, level.IsCounted,
                SkuArithmetic.WhyNotCounted(level), origins.Of(level.Available),
                level.Presence.SeenAt.Nanoseconds == 0 ? null : level.Presence.SeenAt.ToDateTimeOffset(), shown?.Available,
                shown?.UpdatedAt.ToDateTimeOffset());
        }

        foreach (var unknown in there.Values)
        {
            yield return new SkuLevel(
                unknown.LocationId, string.Create(CultureInfo.InvariantCulture, $"location {unknown.LocationId}"), null, false, false,
                "not known here", null, null, unknown.Available, unknown.UpdatedAt.ToDateTimeOffset());
        }
    }

    private static SkuAtShopify AtShopify(SkuFacts facts, UnixTime now, AskedShopify asked)
    {
        var at = now.ToDateTimeOffset();
        if (asked.Read is not { } read) return new SkuAtShopify(at, null, null, null, asked.Failure);
        var exists = read.Item?.Variants.Any(variant => variant.VariantId == facts.VariantId) ?? false;
        return exists
            ? new SkuAtShopify(at, true, read.Item!.Tracked, SkuComparison.AvailableOf(facts, read.Item), null)
            : new SkuAtShopify(at, false, null, null, null);
    }

    private static SkuObservation ObservationOf(LoggedObservation row, SkuFacts facts) => new(
        row.RecordedAt.ToDateTimeOffset(), row.Source.ToString(), row.Kind, row.Topic,
        row.LocationId is { } id ? NameOf(id, facts) : null, row.Value, row.Outcome, row.Reason, row.UpdatedAt?.ToDateTimeOffset(),
        row.SeenAt.ToDateTimeOffset(), row.LocationId, row.WebhookId, row.SyncRunId);

    private static string NameOf(long locationId, SkuFacts facts) =>
        facts.Levels.FirstOrDefault(level => level.LocationId == locationId) is { } level
            ? SkuArithmetic.NameOf(level)
            : string.Create(CultureInfo.InvariantCulture, $"location {locationId}");
}
