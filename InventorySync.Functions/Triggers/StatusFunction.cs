using System.Net;
using InventorySync.Status;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>GET api/status: how the app is doing, as docs/status.md describes it.</summary>
public sealed class StatusFunction(StatusReader status)
{
    [Function(nameof(StatusFunction))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequestData request, CancellationToken cancellationToken) =>
        await request.AnswerJsonAsync(HttpStatusCode.OK, StatusJson.Of(await status.ReadAsync(cancellationToken)), cancellationToken);
}
