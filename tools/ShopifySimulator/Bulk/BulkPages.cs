using GraphQLParser.AST;
using ShopifySimulator.Api.Paging;

namespace ShopifySimulator.Bulk;

/// <summary>
/// How far a bulk operation has read. Its outermost lists come page by page, each at its own instant, as Shopify reads them; what is in
/// their entries comes whole. What the query says of pages does not count.
/// </summary>
/// <param name="outermost">The fields of the query that are those lists.</param>
internal sealed class BulkPages(IReadOnlyCollection<GraphQLField> outermost)
{
    /// <summary>Entries of one page: enough that the overhead of a page vanishes, few enough that one weighs some megabytes.</summary>
    private const int Size = 500;

    private readonly Dictionary<GraphQLField, Cursor?> _read = [];
    private readonly HashSet<GraphQLField> _done = [];

    /// <summary>Whether this round of the query has left something for another. A list whose owner is gone leaves nothing.</summary>
    public bool HasMore { get; private set; }

    public void BeginRound() => HasMore = false;

    /// <param name="from">The sorted list after a place in it, or all of it.</param>
    public Connection Next<T>(GraphQLField field, Func<Cursor?, IEnumerable<T>> from, Func<T, Cursor> cursorOf) where T : class
    {
        if (!outermost.Contains(field)) return Page(from(null));
        if (_done.Contains(field)) return Connection.Empty;

        var page = Page(from(_read.GetValueOrDefault(field)).Take(Size));
        _read[field] = page.Edges.Count > 0 ? page.Edges[^1].Cursor : null;
        if (page.Edges.Count < Size) _done.Add(field);
        else HasMore = true;
        return page;

        Connection Page(IEnumerable<T> items) =>
            new([.. items.Select(item => new Edge(item, cursorOf(item)))], HasNextPage: false, HasPreviousPage: false);
    }
}
