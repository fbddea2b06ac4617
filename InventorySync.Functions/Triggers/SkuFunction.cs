using System.Globalization;
using System.Net;
using InventorySync.Explain;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>GET api/sku/{code}: why a SKU shows its number, as docs/status.md describes it.</summary>
public sealed class SkuFunction(SkuExplainer explainer)
{
    /// <summary>A slash in a code is %2F in an address, which the host's routing leaves as it is.</summary>
    private const string EscapedSlash = "%2F";

    // All of the path's rest: a merchant's code may have slashes of its own.
    [Function(nameof(SkuFunction))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "sku/{*code}")] HttpRequestData request, string? code,
        CancellationToken cancellationToken)
    {
        var asked = request.Query["code"] ?? code?.Replace(EscapedSlash, "/", StringComparison.OrdinalIgnoreCase) ?? "";
        if (asked.Length == 0)
            return await request.AnswerJsonAsync(
                HttpStatusCode.NotFound,
                SkuJson.Of(new SkuNotFound("noCode", asked, "Say which SKU: /api/sku/CODE, or /api/sku?code=CODE.")), cancellationToken);

        var observations = int.TryParse(request.Query["observations"], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : SkuExplainer.DefaultObservations;
        var explanation = await explainer.ExplainAsync(
            SkuQuestion.Of(asked), asksShopify: request.Query["offline"] is null or "false", observations, cancellationToken);
        return explanation.Skus.Count > 0
            ? await request.AnswerJsonAsync(HttpStatusCode.OK, SkuJson.Of(explanation), cancellationToken)
            : await request.AnswerJsonAsync(HttpStatusCode.NotFound, SkuJson.Of(SkuNotFound.Of(asked)), cancellationToken);
    }
}
