using InventorySync.Inventory;
using InventorySync.Merging;
using Microsoft.Extensions.Logging;

namespace InventorySync.Changes;

internal static partial class Log
{
    /// <summary>The one line of a message: <see cref="ChangeEvents.LevelHandled"/>.</summary>
    [LoggerMessage(
        ChangeEvents.LevelHandled,
        LogLevel.Information,
        "{Topic} {WebhookId}: item {InventoryItemId} at location {LocationId} ({Skus}) was {Outcome} (presence {Presence}), "
        + "availability {OldAvailable} -> {NewAvailable}, "
        + "look-up {LookUp}; committed {SinceTriggerMs} ms after the trigger, {SinceReceiptMs} ms after receipt")]
    public static partial void LevelHandled(
        ILogger logger, string topic, string? webhookId, long inventoryItemId, long locationId, string skus, Outcome outcome,
        Outcome? presence, int? oldAvailable, int? newAvailable, LookUpReason? lookUp, double sinceTriggerMs, double sinceReceiptMs);

    [LoggerMessage(1102, LogLevel.Warning, "{Topic} {WebhookId} was recorded as a failed change: {Reason} ({BodyLength} bytes)")]
    public static partial void RejectedRecorded(ILogger logger, string topic, string? webhookId, string reason, long bodyLength);

    /// <summary>The one line of a message: <see cref="ChangeEvents.ProductHandled"/>.</summary>
    [LoggerMessage(
        ChangeEvents.ProductHandled,
        LogLevel.Information,
        "{Topic} {WebhookId}: product {ProductId} was {Outcome} (presence {Presence}, must be read {MustRead}), "
        + "{VariantsChanged} of {VariantsListed} variants changed ({Skus}), "
        + "look-ups {LookUps}; committed {SinceTriggerMs} ms after the trigger, {SinceReceiptMs} ms after receipt")]
    public static partial void ProductHandled(
        ILogger logger, string topic, string? webhookId, long productId, Outcome outcome, Outcome presence, bool mustRead,
        int variantsChanged, int variantsListed, string skus, int lookUps, double sinceTriggerMs, double sinceReceiptMs);

    /// <summary>The one line of a message: <see cref="ChangeEvents.ItemHandled"/>.</summary>
    [LoggerMessage(
        ChangeEvents.ItemHandled,
        LogLevel.Information,
        "{Topic} {WebhookId}: item {InventoryItemId} ({Skus}) was {Outcome} (presence {Presence}), tracked {Tracked}, "
        + "availability {OldAvailable} -> {NewAvailable}, "
        + "look-up {LookUp}; committed {SinceTriggerMs} ms after the trigger, {SinceReceiptMs} ms after receipt")]
    public static partial void ItemHandled(
        ILogger logger, string topic, string? webhookId, long inventoryItemId, string skus, Outcome outcome, Outcome presence,
        bool? tracked, int? oldAvailable, int? newAvailable, LookUpReason? lookUp, double sinceTriggerMs, double sinceReceiptMs);

    /// <summary>The one line of a message: <see cref="ChangeEvents.LocationHandled"/>.</summary>
    [LoggerMessage(
        ChangeEvents.LocationHandled,
        LogLevel.Information,
        "{Topic} {WebhookId}: location {LocationId} is {State}, {Outcome}; {SkusChanged} variants have another availability; "
        + "committed {SinceTriggerMs} ms after the trigger, "
        + "{SinceReceiptMs} ms after receipt")]
    public static partial void LocationHandled(
        ILogger logger, string topic, string? webhookId, long locationId, LocationState state, Outcome outcome, int skusChanged,
        double sinceTriggerMs, double sinceReceiptMs);

    [LoggerMessage(
        1108, LogLevel.Error,
        "{Shop} uninstalled the app at {UninstalledAt}: its token and its webhook subscriptions are gone, "
        + "and nothing is kept in step until it is installed again")]
    public static partial void Uninstalled(ILogger logger, string shop, DateTimeOffset uninstalledAt);

    [LoggerMessage(
        1109, LogLevel.Error,
        "A message that could not be applied was recorded as the failed change {FailedChangeId} ({Topic}); {Kind} {Id} will be looked up")]
    public static partial void PoisonRecorded(ILogger logger, string failedChangeId, string? topic, LookUpKind? kind, long? id);

    [LoggerMessage(1110, LogLevel.Warning, "A message that could not be applied cannot be recorded yet (try {Tries}): {Reason}")]
    public static partial void PoisonNotRecorded(ILogger logger, Exception exception, int tries, string reason);

    [LoggerMessage(1111, LogLevel.Warning, "The look-up of a failed change was left to the recovery timer: {Reason}")]
    public static partial void RepairLeftToTimer(ILogger logger, Exception exception, string reason);

    [LoggerMessage(
        1112, LogLevel.Warning, "The app was paused, and the database does not say whether it still is; it counts as paused: {Reason}")]
    public static partial void PauseNotRead(ILogger logger, Exception exception, string reason);
}
