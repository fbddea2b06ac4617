using FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PlayedTime;

namespace FunctionsHost.Http;

/// <summary>Finds the function that a request is for, checks the key, runs it and writes its answer, as the Functions host does.</summary>
internal sealed class RequestHandler(
    IReadOnlyList<HttpRoute> routes, FunctionKey key, int maxBodyBytes, TimeProvider time, ILogger<RequestHandler> logger)
{
    /// <summary>What a <see cref="WorkClock"/> calls a request at work.</summary>
    public const string Work = "a request";

    public async Task HandleAsync(HttpContext context)
    {
        using var work = time.BeginWork(Work);
        if (Find(context.Request) is not var (route, values))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!key.Admits(route.Function.Level, context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await AnswerAsync(route, values, context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone, or the host's patience at its stop has: nobody is left to answer.
        }
        catch (Exception e) // the caller learns that it failed and may send again; the host goes on
        {
            logger.FunctionFailed(e, route.Invoker.Name);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    /// <summary>A method that no trigger lists is not found, as on Azure: only a function that lists it can answer 405.</summary>
    private (HttpRoute Route, RouteValueDictionary Values)? Find(HttpRequest request)
    {
        foreach (var route in routes)
        {
            var values = new RouteValueDictionary();
            if (route.Function.Answers(request.Method) && route.Matcher.TryMatch(request.Path, values)) return (route, values);
        }

        return null;
    }

    private async Task AnswerAsync(HttpRoute route, RouteValueDictionary values, HttpContext context)
    {
        var body = await ReadBodyAsync(context.Request, context.RequestAborted);
        var data = values.ToDictionary(pair => pair.Key, object? (pair) => pair.Value?.ToString(), StringComparer.OrdinalIgnoreCase);
        var call = new FunctionCall(invocation => new HostRequest(context.Request, body, invocation), data);

        if (await route.Invoker.InvokeAsync(call, context.RequestAborted) is HostResponse answer)
            await answer.WriteToAsync(context.Response, context.RequestAborted);
        else
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>
    /// A body without a length does not reach the function: the Functions host forwards one only when Content-Length is above zero.
    /// </summary>
    private async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not (> 0 and var length)) return [];
        if (length > maxBodyBytes) throw new BadHttpRequestException($"A body of {length} bytes is above the limit of {maxBodyBytes}.");
        var body = GC.AllocateUninitializedArray<byte>((int)length);
        await request.Body.ReadExactlyAsync(body, cancellationToken);
        return body;
    }
}
