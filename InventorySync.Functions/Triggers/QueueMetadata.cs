using System.Globalization;
using InventorySync.Inventory;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// What a queue trigger tells beside the message.
/// https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#message-metadata
/// </summary>
internal static class QueueMetadata
{
    /// <summary>
    /// When the message came into its queue, on the queue's clock; null where the host does not say. The Functions host gives it as JSON,
    /// in quotes.
    /// </summary>
    public static UnixTime? EnqueuedAt(this FunctionContext context) =>
        context.BindingContext.BindingData.TryGetValue("InsertionTime", out var value)
        && DateTimeOffset.TryParse(
            value?.ToString()?.Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var insertedAt)
            ? UnixTime.From(insertedAt)
            : null;
}
