using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Transport;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http;
using ShopifySimulator.Api.Access;
using ShopifySimulator.Api.Cost;
using ShopifySimulator.Bulk;

namespace ShopifySimulator.Api;

/// <summary>POST /admin/api/{version}/graphql.json.</summary>
internal sealed class AdminEndpoint(
    SimulatorOptions options, AccessTokens tokens, AdminExecutor executor, BulkOperations operations, SimulatorStatistics statistics,
    Chance chance)
{
    private static readonly GraphQLSerializer Serializer = new(new ErrorCodes());

    private readonly CostBucket _bucket = new(options.Clock, options.BucketPoints, options.RestoredPointsPerSecond);

    public async Task HandleAsync(HttpContext context, string version)
    {
        var headers = context.Response.Headers;
        headers["X-Request-Id"] = string.Create(
            CultureInfo.InvariantCulture, $"{chance.NewGuid()}-{options.Clock.GetUtcNow().ToUnixTimeSeconds()}");
        headers["X-Shopify-API-Version"] = Answering(version);

        if (chance.Happens(options.Faults.ApiUnavailableRate))
        {
            await Answers.TextAsync(context, 503, "text/html; charset=utf-8", "<html><body>Service Unavailable</body></html>");
        }
        else if (chance.Happens(options.Faults.ApiTooManyRequestsRate))
        {
            headers.RetryAfter = "2.0";
            await Answers.ErrorsAsync(
                context, 429, "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.");
        }
        else if (!tokens.IsValid(context.Request.Headers["X-Shopify-Access-Token"].ToString()))
        {
            await Answers.ErrorsAsync(context, 401, "[API] Invalid API key or access token (unrecognized login or wrong password)");
        }
        else if (await ReadAsync(context) is { Query: not null } request)
        {
            await ExecuteAsync(context, request);
        }
        else
        {
            await Answers.JsonAsync(
                context, 400, new JsonObject { ["errors"] = new JsonObject { ["query"] = "Required parameter missing or invalid" } });
        }
    }

    /// <summary>A version that is not supported falls forward to the next that is.</summary>
    private string Answering(string asked) =>
        options.ApiVersions.FirstOrDefault(version => string.CompareOrdinal(version, asked) >= 0) ?? options.ApiVersions[^1];

    private static async Task<GraphQLRequest?> ReadAsync(HttpContext context)
    {
        try
        {
            return await Serializer.ReadAsync<GraphQLRequest>(context.Request.Body, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task ExecuteAsync(HttpContext context, GraphQLRequest request)
    {
        var reading = new Reading(options, operations) { Bucket = _bucket };
        var result = await executor.ExecuteAsync(request.Query!, request.OperationName, request.Variables, reading, context.RequestAborted);
        statistics.CountCall(reading.OperationName ?? request.OperationName ?? "");
        if (reading.RequestedCost is { } requested) (result.Extensions ??= [])["cost"] = Cost(result, requested);

        context.Response.ContentType = "application/json; charset=utf-8";
        await Serializer.WriteAsync(context.Response.Body, result, context.RequestAborted);
    }

    private JsonObject Cost(ExecutionResult result, int requested)
    {
        int? actual = result.Executed ? ActualCost.Of(result.Data, result.Operation!.Operation == OperationType.Mutation) : null;
        if (actual is { } spent) _bucket.GiveBack(requested - spent);
        return new JsonObject { ["requestedQueryCost"] = requested, ["actualQueryCost"] = actual, ["throttleStatus"] = _bucket.Status() };
    }
}
