using System.Net;
using InventorySync.Status;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>
/// GET api/health: 200 if the store, the queues and Shopify all answer, 503 if not. Not for a platform that restarts what is not healthy:
/// webhooks are taken in without the store and without Shopify. That is what api/health/live is for, which needs nothing but this process.
/// </summary>
public sealed class HealthFunction(HealthChecks checks)
{
    [Function(nameof(HealthFunction))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health")] HttpRequestData request, CancellationToken cancellationToken)
    {
        var report = await checks.RunAsync(cancellationToken);
        return await request.AnswerJsonAsync(
            report.IsReady ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, StatusJson.Of(report), cancellationToken);
    }
}
