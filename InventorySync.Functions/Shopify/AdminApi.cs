using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using InventorySync.Inventory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShopifySharp;
using ShopifySharp.Services.Graph;

namespace InventorySync.Shopify;

/// <summary>The GraphQL Admin API: one call, with its token, its retries, and an answer of an explicit shape.</summary>
/// <param name="jitter">Spreads retries, so that instances which failed together do not come back together.</param>
public sealed class AdminApi(
    IHttpClientFactory clients, AccessTokens tokens, IOptions<ShopifyOptions> options, TimeProvider timeProvider, Random jitter,
    ILogger<AdminApi> logger)
{
    private string? _reportedVersion;

    /// <summary>Sends a query of Queries/.</summary>
    /// <param name="query">The file's name without its ending.</param>
    /// <param name="mayBeRepeated">Whether the call does no harm if it is made again though Shopify has heard it: false for what starts
    /// something.</param>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or answered with errors or user errors.</exception>
    internal async Task<AdminAnswer<T>> SendAsync<T>(
        string query, IDictionary<string, object> variables, JsonTypeInfo<AdminData<T>> shape, CancellationToken cancellationToken,
        bool mayBeRepeated = true)
    {
        try
        {
            var token = await tokens.GetAsync(cancellationToken);
            try
            {
                return await SendOnceAsync(query, variables, shape, token, mayBeRepeated, cancellationToken);
            }
            catch (ShopifyHttpException e) when ((int)e.HttpStatusCode == 401 && tokens.Forget(token))
            {
                return await SendOnceAsync(
                    query, variables, shape, await tokens.GetAsync(cancellationToken), mayBeRepeated, cancellationToken);
            }
        }
        catch (Exception e) when (ShopifyFaults.IsKnown(e, cancellationToken))
        {
            throw ShopifyFaults.Translate(e, query, cancellationToken);
        }
    }

    /// <summary>A query's variables, by their names.</summary>
    internal static Dictionary<string, object> Variables(params ReadOnlySpan<(string Name, object Value)> variables)
    {
        Dictionary<string, object> all = new(StringComparer.Ordinal);
        foreach (var (name, value) in variables) all.Add(name, value);
        return all;
    }

    private async Task<AdminAnswer<T>> SendOnceAsync<T>(
        string query, IDictionary<string, object> variables, JsonTypeInfo<AdminData<T>> shape, string token, bool mayBeRepeated,
        CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ShopifyClients.AdminApi);
        var policy = new RetryPolicy(timeProvider, jitter, logger, query, mayBeRepeated);
        var service = new GraphService(options.Value.NormalShopDomain, token, options.Value.ApiVersion);
        service.SetHttpClient(client);
        service.SetExecutionPolicy(policy);

        using var result = await service.PostAsync(
            new GraphRequest { Query = QueryText.Of(query), Variables = variables }, cancellationToken);
        ReportVersion(policy.ApiVersion);

        // The typed overloads of PostAsync unwrap an answer of one property whose name is the type's: the raw text with a shape of our own
        // has no such surprise.
        return Read(result, query, shape) is { Data: { } data }
            ? new AdminAnswer<T>(data, policy.AnsweredAt ?? timeProvider.Now(), query, result.RequestId)
            : throw new ShopifyCallException(
                $"Shopify's answer to {query} had no data. Request id: {result.RequestId ?? "none"}.", code: null, isTransient: true);
    }

    private static AdminData<T>? Read<T>(GraphResult result, string query, JsonTypeInfo<AdminData<T>> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(result.Json.GetRawText(), shape);
        }
        catch (JsonException e)
        {
            throw new ShopifyCallException(
                $"Shopify's answer to {query} has another shape than was asked for: {e.Message} Request id: {result.RequestId ?? "none"}.",
                code: null, isTransient: false, e);
        }
    }

    /// <summary>An unsupported version is answered by the oldest supported one, without an error.</summary>
    private void ReportVersion(string? answeredBy)
    {
        if (answeredBy is null || answeredBy == options.Value.ApiVersion || answeredBy == _reportedVersion) return;
        _reportedVersion = answeredBy;
        Log.OtherApiVersionAnswered(logger, options.Value.ApiVersion, answeredBy);
    }
}

/// <summary>An answer's data.</summary>
/// <param name="AnsweredAt">Shopify's clock, by the answer's Date header, in whole seconds.</param>
internal sealed record AdminAnswer<T>(T Data, UnixTime AnsweredAt, string Query, string? RequestId)
{
    /// <summary>The data as one of our types.</summary>
    /// <exception cref="ShopifyCallException">It holds no such thing: an id, a time or a number that is none.</exception>
    public TResult As<TResult>(Func<T, TResult> read)
    {
        try
        {
            return read(Data);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidOperationException)
        {
            throw new ShopifyCallException(
                $"Shopify's answer to {Query} cannot be read: {e.Message} Request id: {RequestId ?? "none"}.", code: null,
                isTransient: false, e);
        }
    }

    /// <summary>The answer's nodes, one per id that was asked for.</summary>
    /// <exception cref="ShopifyCallException">It has another number of them, so that nobody can say which is whose.</exception>
    public IReadOnlyList<TNode> Each<TNode>(IReadOnlyList<TNode>? nodes, int asked) => nodes is not null && nodes.Count == asked
        ? nodes
        : throw new ShopifyCallException(
            $"Shopify's answer to {Query} has {nodes?.Count ?? 0} nodes for {asked} ids. Request id: {RequestId ?? "none"}.", code: null,
            isTransient: true);

    /// <summary>The same answer, seen as a part of its data.</summary>
    public AdminAnswer<TPart> Part<TPart>(Func<T, TPart> part) => new(part(Data), AnsweredAt, Query, RequestId);
}

/// <summary>The part of an answer that is read.</summary>
internal sealed record AdminData<T>(T? Data);
