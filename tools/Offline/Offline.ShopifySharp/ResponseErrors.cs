using System.Globalization;
using System.Text.Json;

namespace ShopifySharp;

/// <summary>Which HTTP answer becomes which exception.</summary>
internal static class ResponseErrors
{
    private const int TooManyRequests = 429;

    public static void ThrowIfFailed(string requestInfo, HttpResponseMessage response, string body)
    {
        if (response.IsSuccessStatusCode) return;

        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        var requestId = response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.First() : null;
        var errors = ReadErrors(body);
        if ((int)response.StatusCode == TooManyRequests)
        {
            const string Exceeded = "The rate limit was exceeded.";
            var reason = response.Headers.Contains("X-Shopify-Shop-Api-Call-Limit")
                ? ShopifyRateLimitReason.Other
                : ShopifyRateLimitReason.BucketFull;
            int? retryAfter = response.Headers.TryGetValues("Retry-After", out var values)
                && int.TryParse(values.First(), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
            throw new ShopifyRateLimitException(
                requestInfo, response.StatusCode, errors is [] ? [Exceeded] : errors, $"({status}) {(errors is [] ? Exceeded : errors[0])}",
                body, requestId, reason, retryAfter);
        }

        // As in the package: an answer without a content type is an InvalidOperationException here.
        var contentType = response.Content.Headers.GetValues("Content-Type").First();
        var isJson = contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
            || contentType.StartsWith("text/json", StringComparison.OrdinalIgnoreCase);
        var message = !isJson ? $"({status}) Shopify answered {status} without JSON."
            : errors is [] ? $"({status}) Shopify answered {status} with JSON that names no error."
            : $"({status}) {errors[0]}{(errors.Count > 1 ? $" (and {errors.Count - 1} more)" : "")}";
        throw new ShopifyHttpException(requestInfo, response.StatusCode, isJson ? errors : [message], message, body, requestId);
    }

    /// <summary>
    /// The shapes that Shopify's errors come in: a text, or texts by field, under "errors"; or "error" with or without a description.
    /// </summary>
    private static List<string> ReadErrors(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return [];
            if (root.TryGetProperty("error", out var error))
                return [root.TryGetProperty("error_description", out var description)
                    ? $"{TextOf(error)}: {TextOf(description)}"
                    : TextOf(error)];
            if (!root.TryGetProperty("errors", out var errors)) return [];
            return errors.ValueKind switch
            {
                JsonValueKind.String => [errors.ToString()],
                JsonValueKind.Object =>
                    [.. errors.EnumerateObject().SelectMany(field => Texts(field.Value).Select(text => $"{field.Name}: {text}"))],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <exception cref="InvalidCastException">It is an object or a list: as in the package, which does not expect one.</exception>
    private static string TextOf(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        ? throw new InvalidCastException("The error is no text.")
        : value.ToString();

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.ToString()],
        JsonValueKind.Array => value.EnumerateArray().Select(TextOf),
        _ => [],
    };
}
