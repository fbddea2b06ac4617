using System.Globalization;

namespace FunctionsHost.Queues;

/// <summary>What a queue trigger tells beside the body; as text, as the worker gives it.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#message-metadata</remarks>
internal static class QueueBindingData
{
    public static readonly IReadOnlyList<string> Names = ["Id", "PopReceipt", "DequeueCount", "InsertionTime", "ExpirationTime"];

    public static IReadOnlyDictionary<string, object?> Of(QueueMessage message) => new Dictionary<string, object?>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["Id"] = message.Id,
        ["PopReceipt"] = message.Receipt,
        ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["InsertionTime"] = message.InsertedAt.ToString("O", CultureInfo.InvariantCulture),
        ["ExpirationTime"] = message.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
    };
}
