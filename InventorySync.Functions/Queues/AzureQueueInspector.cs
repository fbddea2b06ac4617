using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using InventorySync.Inventory;

namespace InventorySync.Queues;

/// <summary>The queues of a storage account, two small calls each.</summary>
/// <param name="service">The account; null where the settings name none.</param>
/// <param name="names">The queues that are looked at; one that is not there yet is left out.</param>
internal sealed class AzureQueueInspector(QueueServiceClient? service, IReadOnlyList<string> names) : IQueueInspector
{
    public async Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken)
    {
        if (service is null) return [];
        var states = await Task.WhenAll(names.Select(name => ReadAsync(service.GetQueueClient(name), cancellationToken)));
        return [.. states.OfType<QueueState>()];
    }

    private static async Task<QueueState?> ReadAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await queue.GetPropertiesAsync(cancellationToken);
            var first = await queue.PeekMessageAsync(cancellationToken);
            return new QueueState(
                queue.Name, properties.Value.ApproximateMessagesCount,
                first.Value?.InsertedOn is { } insertedOn ? UnixTime.From(insertedOn) : null);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return null;
        }
    }
}
