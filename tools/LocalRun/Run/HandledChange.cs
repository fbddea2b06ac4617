namespace LocalRun.Run;

/// <summary>What the app's log line of one message says.</summary>
/// <param name="Skus">The codes of the item's variants; blank while the item is not known.</param>
/// <param name="HasEffect">False for a product's message that changed nothing for readers, which every sale brings as well.</param>
/// <param name="SinceTriggerMs">Milliseconds from the store's change (Triggered-At) to the committed row.</param>
/// <param name="SinceReceiptMs">Milliseconds from the receipt of the webhook to the committed row: the app's own part.</param>
internal sealed record HandledChange(
    string Topic, string Skus, string Outcome, int? OldAvailable, int? NewAvailable, bool HasEffect, double SinceTriggerMs,
    double SinceReceiptMs);
