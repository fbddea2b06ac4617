using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>Answers for programs.</summary>
internal static class JsonAnswer
{
    /// <param name="json">In UTF-8.</param>
    public static async Task WriteJsonAsync(this HttpResponseData response, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        response.Headers.Add("Content-Type", "application/json; charset=utf-8");
        response.Headers.Add("Cache-Control", "no-store");
        await response.Body.WriteAsync(json, cancellationToken);
    }
}
