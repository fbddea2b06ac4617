using System.Net;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>Answers for programs.</summary>
internal static class JsonAnswer
{
    /// <param name="json">In UTF-8.</param>
    public static async Task<HttpResponseData> AnswerJsonAsync(
        this HttpRequestData request, HttpStatusCode status, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", "application/json; charset=utf-8");
        response.Headers.Add("Cache-Control", "no-store");
        await response.Body.WriteAsync(json, cancellationToken);
        return response;
    }
}
