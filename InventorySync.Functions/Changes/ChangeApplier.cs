using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Changes;

/// <summary>Applies what one message says, and tells what became of it: as a log line, a metric and an observation.</summary>
public sealed class ChangeApplier(
    ChangeBatches batches, IChangeStore store, ISubscriptionStore subscriptions, ObservationLog observations, TimeProvider timeProvider,
    SyncMetrics metrics, ILogger<ChangeApplier> logger)
{
    /// <summary>How many codes of a product's variants its log line names: enough to find a code by, and still one line.</summary>
    private const int MaxSkusInLine = 20;

    /// <summary>What it says is committed when this returns.</summary>
    /// <returns>The look-ups that it needs, which are committed with it; null among them means that nothing is needed.</returns>
    internal async Task<IReadOnlyList<PendingLookUp?>> ApplyAsync(
        ChangeMessage change, CancellationToken cancellationToken) => change switch
    {
        { Level: { } level } => [await ApplyLevelAsync(change, level, cancellationToken)],
        { Product: { } product } => await ApplyProductAsync(change, product, cancellationToken),
        { Item: { } item } => [await ApplyItemAsync(change, item, cancellationToken)],
        { Location: { } location } => await ApplyLocationAsync(change, location, cancellationToken),
        { Uninstalled: not null } => await RecordUninstalledAsync(change, cancellationToken),
        _ => [await RecordRejectedAsync(change, change.Rejected!, cancellationToken)],
    };

    private async Task<PendingLookUp?> ApplyLevelAsync(ChangeMessage change, LevelMessage level, CancellationToken cancellationToken)
    {
        var observation = level.ToObservation(change.SeenAt);
        var applied = await batches.ApplyAsync<LevelChange>(observation, cancellationToken);

        // A disconnect has no number, an update no presence; where both came, the number is what a reader looks for.
        var outcome = applied.Available ?? applied.Presence ?? Outcome.Superseded;
        var (sinceTrigger, sinceReceipt) = Measure(change, outcome);
        if (observations.IsOn) observations.Add(WebhookObservations.OfLevel(change, observation, applied, outcome, timeProvider.Now()));
        Log.LevelHandled(
            logger, change.Topic, change.WebhookId, level.InventoryItemId, level.LocationId, string.Join(", ", applied.Skus), outcome,
            applied.Presence,
            applied.OldAvailable, applied.NewAvailable, applied.LookUp?.Reason, sinceTrigger, sinceReceipt);
        return applied.LookUp;
    }

    private async Task<IReadOnlyList<PendingLookUp?>> ApplyProductAsync(
        ChangeMessage change, ProductMessage product, CancellationToken cancellationToken)
    {
        var observation = product.ToObservation(change.SeenAt);
        var applied = await batches.ApplyAsync<ProductChange>(observation, cancellationToken);

        var outcome = applied.Details ?? applied.Presence;
        var (sinceTrigger, sinceReceipt) = Measure(change, outcome);
        if (observations.IsOn) observations.Add(WebhookObservations.OfProduct(change, observation, applied, outcome, timeProvider.Now()));
        VariantChange[] changed = [.. applied.Variants.Where(variant => variant.IsVisible)];
        Log.ProductHandled(
            logger, change.Topic, change.WebhookId, product.ProductId, outcome, applied.Presence, product.MustRead, changed.Length,
            (product.Variants?.Count ?? 0) + (product.Others?.Count ?? 0),
            string.Join(", ", changed.Take(MaxSkusInLine).Select(variant => variant.Sku)), applied.LookUps.Count,
            sinceTrigger, sinceReceipt);
        return applied.LookUps;
    }

    private async Task<PendingLookUp?> ApplyItemAsync(ChangeMessage change, ItemMessage item, CancellationToken cancellationToken)
    {
        var observation = item.ToObservation(change.SeenAt);
        var applied = await batches.ApplyAsync<ItemStateChange>(observation, cancellationToken);

        var outcome = applied.Tracked ?? applied.Presence;
        var (sinceTrigger, sinceReceipt) = Measure(change, outcome);
        if (observations.IsOn) observations.Add(WebhookObservations.OfItem(change, observation, applied, outcome, timeProvider.Now()));
        Log.ItemHandled(
            logger, change.Topic, change.WebhookId, item.InventoryItemId, string.Join(", ", applied.Skus), outcome, applied.Presence,
            item.Tracked,
            applied.OldAvailable, applied.NewAvailable, applied.LookUp?.Reason, sinceTrigger, sinceReceipt);
        return applied.LookUp;
    }

    private async Task<IReadOnlyList<PendingLookUp?>> ApplyLocationAsync(
        ChangeMessage change, LocationMessage location, CancellationToken cancellationToken)
    {
        var observation = location.ToObservation(change.SeenAt);
        var applied = await batches.ApplyAsync(observation, cancellationToken);

        var (sinceTrigger, sinceReceipt) = Measure(change, applied.Outcome);
        if (observations.IsOn) observations.Add(WebhookObservations.OfLocation(change, observation, applied, timeProvider.Now()));
        Log.LocationHandled(
            logger, change.Topic, change.WebhookId, location.LocationId, observation.State, applied.Outcome, applied.SkusChanged,
            sinceTrigger, sinceReceipt);
        return [];
    }

    private async Task<PendingLookUp?> RecordRejectedAsync(
        ChangeMessage change, RejectedMessage rejected, CancellationToken cancellationToken)
    {
        var recorded = await store.RecordFailedChangeAsync(rejected.ToFailedChange(change), cancellationToken);
        metrics.CountChange(change.Kind, "Recorded");
        metrics.CountFailedChange(change.Kind, "Unreadable");
        if (observations.IsOn) observations.Add(WebhookObservations.OfRejected(change, rejected, timeProvider.Now()));
        Log.RejectedRecorded(logger, change.Topic, change.WebhookId, rejected.Reason, rejected.BodyLength);
        return recorded.LookUp;
    }

    private async Task<IReadOnlyList<PendingLookUp?>> RecordUninstalledAsync(ChangeMessage change, CancellationToken cancellationToken)
    {
        var isSo = await subscriptions.RecordUninstalledAsync(change.SeenAt, cancellationToken);
        var outcome = isSo ? Outcome.Applied : Outcome.Superseded;
        metrics.CountChange(change.Kind, outcome.ToString());
        if (observations.IsOn) observations.Add(WebhookObservations.OfUninstalled(change, outcome, timeProvider.Now()));
        if (isSo) Log.Uninstalled(logger, change.Shop, change.SeenAt.ToDateTimeOffset());
        return [];
    }

    /// <summary>Counts the message and its way until now, right after its commit.</summary>
    private (double SinceTriggerMs, double SinceReceiptMs) Measure(ChangeMessage change, Outcome outcome)
    {
        var committedAt = timeProvider.Now();
        var (sinceTrigger, sinceReceipt) = (committedAt - change.SeenAt, committedAt - change.ReceivedAt);
        metrics.CountChange(change.Kind, outcome.ToString());
        return (sinceTrigger.TotalMilliseconds, sinceReceipt.TotalMilliseconds);
    }
}
