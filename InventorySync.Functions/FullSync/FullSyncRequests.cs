using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.FullSync;

/// <summary>A full sync on demand: begun by one, gone on with by another, who may be on another instance.</summary>
public sealed class FullSyncRequests(
    FullSyncRunner runner, IOperationStore store, TimeProvider timeProvider, ILogger<FullSyncRequests> logger)
{
    /// <summary>Begins a run, unless one is under way.</summary>
    public async Task<FullSyncRequest> BeginAsync(CancellationToken cancellationToken) =>
        await store.BeginRunAsync(timeProvider.Now(), cancellationToken) switch
        {
            null => new FullSyncRequest(Json(new FullSyncAnswer(null, "paused", "The app is paused: resume it first.")), null),
            { IsNew: false } running =>
                new FullSyncRequest(Json(new FullSyncAnswer(running.RunId, "running", "A full sync is under way already.")), null),
            var begun => new FullSyncRequest(
                Json(new FullSyncAnswer(begun.RunId, "begun", "The full sync has begun.")),
                JsonSerializer.SerializeToUtf8Bytes(new RequestMessage(begun.RunId), RequestJson.Default.RequestMessage)),
        };

    /// <summary>Goes on with the run that the message names, or starts one where it names none.</summary>
    public async Task RunAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            // A message that comes again after its run has ended starts none.
            await runner.RunAsync(mayStart: RunIdIn(message.Span) is null, cancellationToken);
        }
        catch (Exception e) when (e is FullSyncFailedException or ShopifyCallException)
        {
            // The run's row says it, and the recovery timer continues it or starts the next: another try of this message is no use.
            Log.RequestedRunEnded(logger, e, e.Message);
        }
    }

    private static long? RunIdIn(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, RequestJson.Default.RequestMessage)?.RunId;
        }
        catch (JsonException)
        {
            return null; // whatever it says, somebody asks for a full sync
        }
    }

    private static byte[] Json(FullSyncAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, RequestJson.Default.FullSyncAnswer);

    internal sealed record RequestMessage(long? RunId);

    internal sealed record FullSyncAnswer(long? RunId, string Outcome, string Message);
}

/// <summary>What became of a wish for a full sync.</summary>
/// <param name="Answer">For who asked, as JSON: runId, outcome (begun, running or paused), message.</param>
/// <param name="Message">For the queue, so that an instance goes on with the run; null if none was begun.</param>
public sealed record FullSyncRequest(ReadOnlyMemory<byte> Answer, byte[]? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FullSyncRequests.RequestMessage))]
[JsonSerializable(typeof(FullSyncRequests.FullSyncAnswer))]
internal sealed partial class RequestJson : JsonSerializerContext;
