using System.Net;
using ShopifySharp.Services.Graph;

namespace ShopifySharp;

public class ShopifyException(string message, Exception? innerException = null) : Exception(message, innerException);

public class ShopifyHttpException(
    HttpStatusCode statusCode, ICollection<string> errors, string message, string rawResponseBody, string? requestId)
    : ShopifyException(message)
{
    public readonly HttpStatusCode HttpStatusCode = statusCode;
    public readonly ICollection<string> Errors = errors;
    public readonly string RawBody = rawResponseBody;
    public readonly string? RequestId = requestId;
    public readonly string? RequestInfo;

    public ShopifyHttpException(
        string requestInfo, HttpStatusCode statusCode, ICollection<string> errors, string message, string rawResponseBody,
        string? requestId)
        : this(statusCode, errors, message, rawResponseBody, requestId) => RequestInfo = requestInfo;
}

public enum ShopifyRateLimitReason
{
    BucketFull,
    Other,
}

public class ShopifyRateLimitException(
    string requestInfo,
    HttpStatusCode statusCode,
    ICollection<string> errors,
    string message,
    string rawResponseBody,
    string? requestId,
    ShopifyRateLimitReason reason,
    int? retryAfterSeconds) : ShopifyHttpException(requestInfo, statusCode, errors, message, rawResponseBody, requestId)
{
    public readonly int? RetryAfterSeconds = retryAfterSeconds;
    public readonly ShopifyRateLimitReason Reason = reason;
}

public class ShopifyGraphErrorsException(IReadOnlyList<GraphError> graphErrors, string? requestId, Exception? innerException = null)
    : ShopifyException(
        graphErrors is [{ Extensions.Code.Length: > 0 } coded, ..] ? $"{coded.Extensions.Code}: {coded.Message}"
        : graphErrors is [{ } first, ..] && !string.IsNullOrWhiteSpace(first.Message) ? first.Message
        : "GraphQL operation returned one or more errors.",
        innerException)
{
    public IReadOnlyList<GraphError> GraphErrors { get; } = graphErrors;

    public string? RequestId { get; } = requestId;
}

public class ShopifyGraphUserErrorsException(
    IReadOnlyList<GraphUserError> graphUserErrors, string? requestId, Exception? innerException = null)
    : ShopifyException(
        graphUserErrors is [{ Code.Length: > 0 } coded, ..] ? $"{coded.Code}: {coded.Message}"
        : graphUserErrors is [{ } first, ..] && !string.IsNullOrWhiteSpace(first.Message) ? first.Message
        : "GraphQL operation returned one or more user errors.",
        innerException)
{
    public IReadOnlyList<GraphUserError> GraphUserErrors { get; } = graphUserErrors;

    public string? RequestId { get; } = requestId;
}

public class ShopifyJsonParseException(
    string message, string? jsonPropertyName = null, string? requestId = null, Exception? innerException = null)
    : ShopifyException(message, innerException)
{
    public string? JsonPropertyName { get; } = jsonPropertyName;

    public string? RequestId { get; } = requestId;
}
