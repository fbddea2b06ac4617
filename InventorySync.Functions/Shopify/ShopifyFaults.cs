using ShopifySharp;

namespace InventorySync.Shopify;

/// <summary>What ShopifySharp and HTTP throw, as one exception of ours that says what to do.</summary>
internal static class ShopifyFaults
{
    /// <summary>Whether the same call may succeed later: 429, 430, 5xx, a broken connection, a time-out that is not our caller's.</summary>
    public static bool IsTransient(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        ShopifyHttpException http => (int)http.HttpStatusCode is 408 or 429 or 430 or >= 500,
        HttpRequestException => true,

        // ShopifySharp reads the content type of an answer that failed, and an empty 5xx of a proxy has none.
        InvalidOperationException => true,

        // It casts the "error" of an answer that failed to a text, and throws where it is none; with which status it failed is lost.
        InvalidCastException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        ShopifyGraphErrorsException graph =>
            graph.GraphErrors.Any(error => error.Extensions?.Code is "THROTTLED" or "INTERNAL_SERVER_ERROR"),
        _ => false,
    };

    /// <summary>Whether Shopify has said that it did not do it: nothing has happened, whatever the call was.</summary>
    public static bool IsRefusal(Exception exception) => exception switch
    {
        ShopifyHttpException http => (int)http.HttpStatusCode is 429 or 430,
        ShopifyGraphErrorsException graph => graph.GraphErrors.All(error => error.Extensions?.Code is "THROTTLED"),
        _ => false,
    };

    /// <summary>Whether it comes of Shopify or of the way there; our caller's cancellation does not.</summary>
    public static bool IsKnown(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        ShopifyException or HttpRequestException or InvalidOperationException or InvalidCastException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    /// <summary>A known exception as one of ours.</summary>
    public static ShopifyCallException Translate(Exception exception, string query, CancellationToken cancellationToken)
    {
        var isTransient = IsTransient(exception, cancellationToken);
        return exception switch
        {
            ShopifyGraphUserErrorsException { GraphUserErrors: [{ Code: var code }, ..] } e =>
                Translate(query, "user error", e.Message, code, e.RequestId, e, isTransient),
            ShopifyGraphErrorsException { GraphErrors: [{ Extensions: var extensions }, ..] } e =>
                Translate(query, "error", e.Message, extensions?.Code, e.RequestId, e, isTransient),
            ShopifyHttpException e =>
                Translate(query, "HTTP status", e.Message, CodeOf((int)e.HttpStatusCode), e.RequestId, e, isTransient),
            ShopifyJsonParseException e => Translate(query, "text", e.Message, null, e.RequestId, e, isTransient),
            InvalidCastException =>
                Translate(query, "failure", "a failed status whose error is no text", null, null, exception, isTransient),
            OperationCanceledException => Translate(query, "failure", "the call timed out", null, null, exception, isTransient),
            _ => Translate(query, "failure", exception.Message, null, null, exception, isTransient),
        };
    }

    private static ShopifyCallException Translate(
        string query, string what, string answer, string? code, string? requestId, Exception exception, bool isTransient) =>
        new(
            $"Shopify answered {query} with the {what} \"{answer}\"{Advice(code, query)}. Request id: {requestId ?? "none"}.", code,
            isTransient, exception);

    private static string? CodeOf(int status) => status switch
    {
        401 => "UNAUTHORIZED",
        403 => "ACCESS_DENIED",
        _ => null,
    };

    private static string Advice(string? code, string query) => code switch
    {
        "ACCESS_DENIED" when query == "RunBulkQuery" => $": {ShopifyAdvice.BulkAccessDenied.TrimEnd('.')}",
        "ACCESS_DENIED" => ": grant the app the scopes read_products, read_inventory and read_locations",
        "OPERATION_IN_PROGRESS" or "LIMIT_REACHED" =>
            ": as many bulk operations of this app as Shopify allows are under way; the recovery timer tries again in some minutes",
        "INVALID" => ": Shopify does not take the bulk query, so check Shopify__ApiVersion; otherwise it is a fault of this app",
        "UNAUTHORIZED" => ": the access token is not valid, so check Shopify__AccessToken or the client's id and secret",
        "MAX_COST_EXCEEDED" => ": this query costs more than 1,000 points, which is a fault of this app",
        _ => "",
    };
}
