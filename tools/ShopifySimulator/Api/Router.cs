using System.Globalization;
using Microsoft.AspNetCore.Http;
using ShopifySimulator.Api.Access;
using ShopifySimulator.Bulk;

namespace ShopifySimulator.Api;

/// <summary>Which address is whose. The shop's and the files' host lead to one port: their paths tell them apart.</summary>
internal sealed class Router(TokenEndpoint tokens, AdminEndpoint admin, BulkFileEndpoint files, TimeProvider clock)
{
    public Task HandleAsync(HttpContext context)
    {
        // By Shopify's clock, which a read's version comes from; Kestrel would write its own.
        context.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);

        var path = context.Request.Path;
        if (path.StartsWithSegments(BulkFiles.Folder, StringComparison.Ordinal, out _)) return files.HandleAsync(context);
        if (!HttpMethods.IsPost(context.Request.Method)) return Answers.ErrorsAsync(context, 404, "Not Found");
        if (path == "/admin/oauth/access_token") return tokens.HandleAsync(context);
        return path.Value!.Split('/') is ["", "admin", "api", var version, "graphql.json"]
            ? admin.HandleAsync(context, version)
            : Answers.ErrorsAsync(context, 404, "Not Found");
    }
}
