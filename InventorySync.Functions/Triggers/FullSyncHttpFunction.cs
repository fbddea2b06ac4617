using System.Net;
using InventorySync.FullSync;
using InventorySync.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>
/// POST api/full-sync: 202 with the id of the run that it has begun, 409 with that of the one under way, or during a pause.
/// </summary>
public sealed class FullSyncHttpFunction(FullSyncRequests requests)
{
    // A function cannot work on after its answer. So the run is a row before the answer, and the message in the queue makes an instance go
    // on with it; if that message were lost, the recovery timer would find the row.
    [Function(nameof(FullSyncHttpFunction))]
    public async Task<FullSyncHttpResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "full-sync")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var asked = await requests.BeginAsync(cancellationToken);
        var response = await request.AnswerJsonAsync(
            asked.Message is null ? HttpStatusCode.Conflict : HttpStatusCode.Accepted, asked.Answer, cancellationToken);
        return new FullSyncHttpResult(response, asked.Message);
    }
}

/// <summary>The answer, and the message that makes the run go on.</summary>
public sealed class FullSyncHttpResult(HttpResponseData response, byte[]? message)
{
    [HttpResult]
    public HttpResponseData Response { get; } = response;

    [QueueOutput(QueueNames.FullSyncRequests)]
    public byte[]? Message { get; } = message;
}
