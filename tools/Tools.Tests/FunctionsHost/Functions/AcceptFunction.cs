using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>Puts the request's body into the queue, and answers.</summary>
public sealed class AcceptFunction(Script script)
{
    [Function("Accept")]
    public async Task<Accepted> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accept")] HttpRequestData request, CancellationToken cancellationToken)
    {
        await script.OnRequest(cancellationToken);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return new Accepted(request.CreateResponse(), body.Length == 0 ? null : body.ToArray());
    }

    public sealed record Accepted(
        [property: HttpResult] HttpResponseData Response, [property: QueueOutput("%ChangeQueue%")] byte[]? Change);
}
