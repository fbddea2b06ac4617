using System.Globalization;

namespace InventorySync.Shopify;

/// <summary>
/// The bulk query that downloads every variant with its product, its item and its levels.
/// https://shopify.dev/docs/api/usage/bulk-operations/queries
/// </summary>
public sealed class BulkOperations(AdminApi api)
{
    private static readonly string Everything = QueryText.Of("Everything");

    /// <summary>
    /// Starts one. Where the answer is lost, nobody knows whether it runs: it is not asked for again, since Shopify would start a second
    /// one; whoever tries next looks for it among <see cref="FindOursAsync"/>.
    /// </summary>
    /// <exception cref="ShopifyCallException">Shopify does not start it; the code is one of OPERATION_IN_PROGRESS, LIMIT_REACHED, INVALID,
    /// ACCESS_DENIED or none.</exception>
    public async Task<BulkOperation> StartAsync(CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(
            "RunBulkQuery", AdminApi.Variables(("query", Everything)), AdminJson.Default.RunBulkQueryAnswer, cancellationToken,
            mayBeRepeated: false);
        return answer.As(data => data.BulkOperationRunQuery.BulkOperation is { } operation ? Read(operation) : null)
            ?? throw new ShopifyCallException("Shopify started no bulk operation and named no error.", code: null, isTransient: true);
    }

    /// <returns>Null if Shopify has none of that id (any more).</returns>
    public async Task<BulkOperation?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(
            "ReadBulkOperation", AdminApi.Variables(("id", id)), AdminJson.Default.BulkOperation, cancellationToken);
        return answer.As(data => data.BulkOperation is { } operation ? Read(operation) : null);
    }

    /// <summary>
    /// Our own among the newest ones, the newest first: by the text of the query, since nothing else of an operation can be chosen.
    /// </summary>
    public async Task<IReadOnlyList<BulkOperation>> FindOursAsync(CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(
            "ReadNewestBulkOperations", AdminApi.Variables(), AdminJson.Default.NewestBulkOperations, cancellationToken);
        return answer.As<IReadOnlyList<BulkOperation>>(
            data => [.. data.BulkOperations.Nodes.Where(node => WithoutSpace(node.Query) == WithoutSpace(Everything)).Select(Read)]);
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static BulkOperation Read(OperationNode node) => new(
        node.Id,
        node.Status,
        node.ErrorCode,
        ShopifyTime.Parse(node.CreatedAt),
        Count(node.ObjectCount),
        Count(node.RootObjectCount),
        node.FileSize is null ? null : Count(node.FileSize),
        node.Url is null ? null : new Uri(node.Url));

    private static long Count(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
