using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ShopifySimulator.Api;
using ShopifySimulator.Api.Access;

namespace ShopifySimulator.Bulk;

/// <summary>
/// GET of a result, in whole or in part, as Google's storage answers it. https://cloud.google.com/storage/docs/xml-api/get-object-download
/// </summary>
internal sealed class BulkFileEndpoint(BulkFiles files)
{
    public Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return RefuseAsync(context, 405, "MethodNotAllowed", "GET and HEAD only.");

        // A secret of the shop's on another company's server: there is no telling who reads it.
        if (request.Headers.ContainsKey("X-Shopify-Access-Token"))
            return RefuseAsync(context, 400, "InvalidArgument", "The shop's access token has no business here.");

        request.Path.StartsWithSegments(BulkFiles.Folder, StringComparison.Ordinal, out var name);
        if (files.Find(name.Value?.TrimStart('/') ?? "") is not { } file)
            return RefuseAsync(context, 404, "NoSuchKey", "The specified key does not exist.");
        if (!AccessTokens.AreEqual(request.Query["Signature"].ToString(), file.Signature))
            return RefuseAsync(context, 403, "SignatureDoesNotMatch", "Access denied.");
        return files.IsExpired(file)
            ? RefuseAsync(context, 400, "ExpiredToken", "The provided token has expired.")
            : SendAsync(context, file);
    }

    private static async Task SendAsync(HttpContext context, BulkFile file)
    {
        var (request, response) = (context.Request, context.Response);
        var length = new FileInfo(file.Path).Length;
        var (from, to) = (0L, length);
        if (AsksForPart(request, file.ETag) is { } part)
        {
            (from, to) =
                part.From is { } first ? (first, Math.Min(part.To + 1 ?? length, length)) : (Math.Max(length - part.To!.Value, 0), length);
            if (from >= to)
            {
                response.Headers.ContentRange = new ContentRangeHeaderValue(length).ToString();
                await RefuseAsync(context, 416, "InvalidRange", "The requested range cannot be satisfied.");
                return;
            }

            response.StatusCode = 206;
            response.Headers.ContentRange = new ContentRangeHeaderValue(from, to - 1, length).ToString();
        }

        response.ContentType = "application/jsonl";
        response.ContentLength = to - from;
        response.Headers.ETag = file.ETag;
        response.Headers.AcceptRanges = "bytes";
        if (HttpMethods.IsHead(request.Method)) return;

        // With less than was promised, the connection is closed behind what there is; aborted, it might lose that as well.
        var end = file.BreaksOffAt is { } broken && from < broken && broken < to ? broken : to;
        await response.SendFileAsync(file.Path, from, end - from, context.RequestAborted);
    }

    /// <summary>One range; several are answered with the whole, as is one of a file that If-Range does not mean.</summary>
    private static RangeItemHeaderValue? AsksForPart(HttpRequest request, string etag)
    {
        if (request.Headers.IfRange.ToString() is { Length: > 0 } condition && condition != etag) return null;
        return RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var range)
            && range is { Unit.Value: "bytes", Ranges.Count: 1 }
            ? range.Ranges.Single()
            : null;
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message) => Answers.TextAsync(
        context, status, "application/xml; charset=UTF-8",
        $"<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code><Message>{message}</Message></Error>");
}
