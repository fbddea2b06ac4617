using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>GET api/health/live: 200 as long as this process answers.</summary>
public sealed class LivenessFunction
{
    [Function(nameof(LivenessFunction))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/live")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await request.AnswerJsonAsync(HttpStatusCode.OK, "{\"isLive\":true}"u8.ToArray(), cancellationToken);
}
