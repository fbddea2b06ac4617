using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PlayedTime;

namespace FunctionsHost.Queues.AzureStorage;

/// <summary>One Azure Storage queue.</summary>
internal sealed class AzureQueue(QueueClient client) : IQueue
{
    private readonly Arrivals _arrivals = new();

    public string Name => client.Name;

    public Task NextArrival => _arrivals.Next;

    public async Task SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        QueueLimits.RefuseTooLarge(Name, body);
        await client.SendMessageAsync(BinaryData.FromBytes(body), cancellationToken: cancellationToken);
        _arrivals.Announce();
    }

    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int max, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var answer = await client.ReceiveMessagesAsync(max, visibility, cancellationToken);
        return [.. answer.Value.Select(message => new QueueMessage(
            message.MessageId,
            message.PopReceipt,
            message.Body.ToMemory(),
            message.DequeueCount,
            message.InsertedOn ?? DateTimeOffset.UnixEpoch,
            message.ExpiresOn ?? DateTimeOffset.MaxValue))];
    }

    public async Task<bool> DeleteAsync(string id, string receipt, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteMessageAsync(id, receipt, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            return false;
        }
    }

    public async Task<string?> SetVisibilityAsync(string id, string receipt, TimeSpan visibility, CancellationToken cancellationToken)
    {
        try
        {
            // Without a text the message keeps its own.
            var answer = await client.UpdateMessageAsync(id, receipt, default(string), visibility, cancellationToken);
            if (visibility <= TimeSpan.Zero) _arrivals.Announce();
            return answer.Value.PopReceipt;
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            return null;
        }
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await client.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

    public async Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken) =>
        (await client.PeekMessageAsync(cancellationToken)).Value?.InsertedOn;

    /// <summary>Another receiver has the message (its receipt is another), or has deleted it.</summary>
    /// <remarks>Source: https://learn.microsoft.com/rest/api/storageservices/queue-service-error-codes</remarks>
    private static bool IsLost(RequestFailedException e) =>
        e.ErrorCode is { } code && (code == QueueErrorCode.MessageNotFound || code == QueueErrorCode.PopReceiptMismatch);
}
