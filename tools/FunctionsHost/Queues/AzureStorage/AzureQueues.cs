using Azure.Storage.Queues;

namespace FunctionsHost.Queues.AzureStorage;

/// <summary>Queues of an Azure Storage account, or of Azurite.</summary>
/// <param name="service">The account.</param>
public sealed class AzureQueues(QueueServiceClient service) : IQueueTransport
{
    public string Description => $"Azure Storage queues at {service.Uri.GetLeftPart(UriPartial.Path)}";

    public async Task<IQueue> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var client = service.GetQueueClient(name);
        await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        return new AzureQueue(client);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
