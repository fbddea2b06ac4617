using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Inventory;
using Microsoft.Extensions.Logging;
using ShopifySharp;
using ShopifySharp.Infrastructure;

namespace InventorySync.Shopify;

/// <summary>
/// The retries of one call. A throttled query waits for exactly the points that it lacks; everything else that may pass waits longer each
/// time. https://shopify.dev/docs/api/usage/limits
/// </summary>
/// <param name="mayBeRepeated">False to repeat a call only where Shopify has refused it, and not where nobody knows whether it was
/// heard.</param>
internal sealed class RetryPolicy(TimeProvider timeProvider, Random jitter, ILogger logger, string query, bool mayBeRepeated = true)
    : IRequestExecutionPolicy
{
    /// <summary>
    /// Waits of 0.5, 1, 2, 4 and 8 s, each up to half as long again: some 20 s in all, after which a queue's own delay or a timer does
    /// better.
    /// </summary>
    internal const int MaxTries = 6;

    private static readonly BackOff Wait = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(8), Jitter: 0.5);

    /// <summary>A full bucket fills within 20 s on every plan; a longer wait is Shopify's mistake or ours.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Shopify's clock when it answered.</summary>
    public UnixTime? AnsweredAt { get; private set; }

    /// <summary>The version that answered.</summary>
    public string? ApiVersion { get; private set; }

    public async Task<RequestResult<T>> Run<T>(
        CloneableRequestMessage baseRequestMessage, ExecuteRequestAsync<T> executeRequestAsync, CancellationToken cancellationToken,
        int? graphqlQueryCost = null)
    {
        for (var tries = 1; ; tries++)
        {
            var (result, wait, why) = await TryAsync(baseRequestMessage, executeRequestAsync, tries, cancellationToken);
            if (wait is null) return result!;

            Log.CallWillBeRepeated(logger, query, why!, tries, wait.Value.TotalSeconds);
            await Task.Delay(wait.Value, timeProvider, cancellationToken);
        }
    }

    private async Task<(RequestResult<T>? Result, TimeSpan? Wait, string? Why)> TryAsync<T>(
        CloneableRequestMessage message, ExecuteRequestAsync<T> execute, int tries, CancellationToken cancellationToken)
    {
        try
        {
            // A message can be sent once only.
            using var attempt = await message.CloneAsync(cancellationToken);
            var result = await execute(attempt);
            AnsweredAt = result.ResponseHeaders.Date is { } date ? UnixTime.From(date) : null;
            ApiVersion = result.ResponseHeaders.TryGetValues("X-Shopify-API-Version", out var versions) ? versions.First() : null;
            return tries < MaxTries && ThrottledFor(result.RawResult, tries) is { } wait ? (null, wait, "throttled") : (result, null, null);
        }
        catch (Exception e) when (tries < MaxTries && WaitAfter(e, tries, cancellationToken) is { } wait)
        {
            return (null, wait, e.Message);
        }
    }

    private TimeSpan? WaitAfter(Exception exception, int tries, CancellationToken cancellationToken) => exception switch
    {
        ShopifyRateLimitException { RetryAfterSeconds: > 0 and var seconds } => Shorter(TimeSpan.FromSeconds(seconds)),
        _ when ShopifyFaults.IsTransient(exception, cancellationToken) && (mayBeRepeated || ShopifyFaults.IsRefusal(exception)) =>
            Wait.After(tries, jitter),
        _ => null,
    };

    private static TimeSpan Shorter(TimeSpan wait) => wait < LongestWait ? wait : LongestWait;

    /// <summary>
    /// How long the bucket takes to hold what the query needs; null if the answer is not THROTTLED (which comes as HTTP 200).
    /// </summary>
    private TimeSpan? ThrottledFor(string body, int tries)
    {
        if (!body.Contains("\"THROTTLED\"", StringComparison.Ordinal)) return null;
        try
        {
            var answer = JsonSerializer.Deserialize(body, ThrottledJson.Default.Answer);
            if (answer?.Errors?.Exists(error => error.Extensions?.Code == "THROTTLED") is not true) return null;
            if (answer.Extensions?.Cost is not
                {
                    RequestedQueryCost: { } requested,
                    ThrottleStatus: { CurrentlyAvailable: { } available, RestoreRate: > 0 and var rate },
                })
            {
                return Wait.After(tries, jitter);
            }

            // A timer counts whole milliseconds, and would be early by a part of one.
            return Shorter(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(requested - available, 1) * 1000 / rate)));
        }
        catch (JsonException)
        {
            return null; // no answer of GraphQL's, which ShopifySharp says
        }
    }

    internal sealed record Answer(List<Error>? Errors, AnswerExtensions? Extensions);

    internal sealed record Error(ErrorExtensions? Extensions);

    internal sealed record ErrorExtensions(string? Code);

    internal sealed record AnswerExtensions(Cost? Cost);

    internal sealed record Cost(double? RequestedQueryCost, ThrottleStatus? ThrottleStatus);

    internal sealed record ThrottleStatus(double? CurrentlyAvailable, double? RestoreRate);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RetryPolicy.Answer))]
internal sealed partial class ThrottledJson : JsonSerializerContext;
