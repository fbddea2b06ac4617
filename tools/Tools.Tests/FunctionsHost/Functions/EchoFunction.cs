using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>Answers with what it was asked.</summary>
public sealed class EchoFunction
{
    [Function("Echo")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "echo/{name}")] HttpRequestData request, string name,
        FunctionContext context)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.CancellationToken);
        var response = request.CreateResponse();
        response.StatusCode = HttpStatusCode.Accepted;
        response.Headers.Add("X-Method", request.Method);
        response.Headers.Add("X-Name", name);
        response.Headers.Add("X-Length", body.Length.ToString(CultureInfo.InvariantCulture));
        response.Headers.Add("X-Sent", request.Headers.TryGetValues("X-Sent", out var sent) ? string.Join(',', sent) : "");
        response.Headers.Add("X-Query", request.Query["q"] ?? "");
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes("echo"), context.CancellationToken);
        return response;
    }
}
