using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ShopifySimulator.Api;

/// <summary>Short answers.</summary>
internal static class Answers
{
    public static Task JsonAsync(HttpContext context, int status, JsonNode body) =>
        TextAsync(context, status, "application/json; charset=utf-8", body.ToJsonString());

    /// <summary>The shape of everything that is refused before GraphQL sees it.</summary>
    public static Task ErrorsAsync(HttpContext context, int status, string errors) =>
        JsonAsync(context, status, new JsonObject { ["errors"] = errors });

    public static async Task TextAsync(HttpContext context, int status, string contentType, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, contentType, bytes.Length);
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
