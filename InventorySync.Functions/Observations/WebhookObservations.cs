using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Observations;

/// <summary>What a message said and what became of it, as rows of the log.</summary>
internal static class WebhookObservations
{
    /// <summary>
    /// Variants of one product's message that have rows of their own: more of them change at once only where a product is new.
    /// </summary>
    private const int MostVariants = 100;

    public static LoggedObservation OfLevel(
        ChangeMessage change, LevelObservation level, LevelChange applied, Outcome outcome, UnixTime now) =>
        Of(change, outcome, level.Available?.SeenAt ?? level.Presence?.SeenAt ?? change.SeenAt, now) with
        {
            UpdatedAt = level.Available?.UpdatedAt,
            Value = ObservationText.Join(
                level.Available is { } number ? ObservationText.Number(number.Value) : null,
                level.Presence is { } presence ? presence.IsPresent ? "connected" : "disconnected" : null),
            Reason = ObservationText.Join(
                ObservationText.WhyOf(outcome), ObservationText.Other("presence", outcome, applied.Presence),
                ObservationText.Effect(applied.OldAvailable, applied.NewAvailable), ObservationText.Need(applied.LookUp)),
            InventoryItemId = level.InventoryItemId,
            LocationId = level.LocationId,
        };

    public static LoggedObservation OfItem(
        ChangeMessage change, ItemObservation item, ItemStateChange applied, Outcome outcome, UnixTime now) =>
        Of(change, outcome, item.Tracked?.SeenAt ?? item.Presence.SeenAt, now) with
        {
            UpdatedAt = item.Tracked?.UpdatedAt,
            Value =
                item.Tracked is { } tracked ? ObservationText.Tracked(tracked.Value) : ObservationText.Presence(item.Presence.IsPresent),
            Reason = ObservationText.Join(
                ObservationText.WhyOf(outcome), ObservationText.Other("presence", outcome, applied.Presence),
                ObservationText.Effect(applied.OldAvailable, applied.NewAvailable), ObservationText.Need(applied.LookUp)),
            InventoryItemId = item.InventoryItemId,
        };

    /// <summary>The product's own row, and one of each variant that changed or that two observations disagree about.</summary>
    public static IEnumerable<LoggedObservation> OfProduct(
        ChangeMessage change, ProductObservation product, ProductChange applied, Outcome outcome, UnixTime now)
    {
        var row = Of(change, outcome, product.SeenAt, now) with { UpdatedAt = product.Details?.UpdatedAt, ProductId = product.ProductId };
        yield return row with
        {
            Value = ObservationText.Join(
                ObservationText.Presence(product.Presence.IsPresent), product.Details?.Value.Status,
                product.Variants is { } listing
                    ? ObservationText.Count(listing.Bodies.Count + listing.Others.Count, "variant")
                    : "to be read"),
            Reason = ObservationText.Join(
                ObservationText.WhyOf(outcome), ObservationText.Other("presence", outcome, applied.Presence),
                applied.Variants.Count > 0 ? ObservationText.Count(applied.Variants.Count, "variant") + " changed" : null,
                applied.LookUps.Count > 0 ? ObservationText.Count(applied.LookUps.Count, "look-up") + " asked for" : null),
        };
        foreach (var variant in applied.Variants.Take(MostVariants))
        {
            var became = variant.Details ?? variant.Presence;
            yield return row with
            {
                Kind = ObservationText.VariantKind,
                Outcome = became.ToString(),
                Value = ObservationText.Join(variant.Sku, variant.Details is null ? "without its details" : null),
                Reason = ObservationText.Join(ObservationText.WhyOf(became), ObservationText.Other("presence", became, variant.Presence)),
                VariantId = variant.VariantId,
            };
        }
    }

    public static LoggedObservation OfLocation(ChangeMessage change, LocationObservation location, LocationChange applied, UnixTime now) =>
        Of(change, applied.Outcome, location.SeenAt, now) with
        {
            Value = location.State.ToString(),
            Reason = ObservationText.Join(
                ObservationText.WhyOf(applied.Outcome),
                applied.SkusChanged > 0 ? $"another availability of {ObservationText.Count(applied.SkusChanged, "SKU")}" : null),
            LocationId = location.LocationId,
        };

    /// <summary>What could not be read: it is a failed change, and is repaired by a look-up where its id is known.</summary>
    public static LoggedObservation OfRejected(ChangeMessage change, RejectedMessage rejected, UnixTime now) =>
        Of(change, ObservationText.Recorded, change.SeenAt, now) with
        {
            Reason = rejected.Reason, ProductId = rejected.ProductId, InventoryItemId = rejected.InventoryItemId,
        };

    /// <summary>What the queue has given up.</summary>
    public static LoggedObservation OfGivenUp(FailedChange change, UnixTime now) => new(
        now, ObservationSource.Webhook, change.Kind, ObservationText.GivenUp, change.SeenAt, Reason: change.Reason, Topic: change.Topic,
        WebhookId: change.Id, ReceivedAt: change.ReceivedAt, ProductId: change.LookUpKind is LookUpKind.Product ? change.LookUpId : null,
        InventoryItemId: change.LookUpKind is LookUpKind.InventoryItem ? change.LookUpId : null);

    public static LoggedObservation OfUninstalled(ChangeMessage change, Outcome outcome, UnixTime now) =>
        Of(change, outcome, change.SeenAt, now) with { Reason = ObservationText.WhyOf(outcome) };

    private static LoggedObservation Of(ChangeMessage change, Outcome outcome, UnixTime seenAt, UnixTime now) =>
        Of(change, outcome.ToString(), seenAt, now);

    private static LoggedObservation Of(ChangeMessage change, string outcome, UnixTime seenAt, UnixTime now) => new(
        now, ObservationSource.Webhook, change.Kind, outcome, seenAt, Topic: change.Topic, WebhookId: change.WebhookId,
        TriggeredAt: change.TriggeredAt, ReceivedAt: change.ReceivedAt);
}
