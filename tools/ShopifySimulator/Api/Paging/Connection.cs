using GraphQL;

namespace ShopifySimulator.Api.Paging;

/// <summary>A page of a list.</summary>
internal sealed record Connection(IReadOnlyList<Edge> Edges, bool HasNextPage, bool HasPreviousPage)
{
    public static Connection Empty { get; } = new([], HasNextPage: false, HasPreviousPage: false);

    /// <summary>Of a list that is sorted by its cursors.</summary>
    public static Connection Of<T>(IResolveFieldContext context, IEnumerable<T> sorted, Func<T, Cursor> cursorOf) where T : class =>
        Of(context, after => after is { } place ? sorted.Where(item => cursorOf(item).CompareTo(place) > 0) : sorted, cursorOf);

    /// <param name="from">The sorted list after a place in it, or all of it: a long one need not be gone through.</param>
    public static Connection Of<T>(IResolveFieldContext context, Func<Cursor?, IEnumerable<T>> from, Func<T, Cursor> cursorOf)
        where T : class
    {
        if (((Reading)context.UserContext).Pages is { } pages) return pages.Next(context.FieldAst, from, cursorOf);

        var page = PageArguments.Of(context);
        var isForward = page is { Reverse: false, Before: null, First: not null };
        var items = isForward ? from(page.After) : Between(from(null), page, cursorOf);
        List<T> taken = page.First is { } first ? [.. items.Take(first + 1)] : [.. items.TakeLast(page.Last!.Value + 1)];
        var isCut = taken.Count > (page.First ?? page.Last);
        if (isCut) taken.RemoveAt(page.First is null ? 0 : taken.Count - 1);

        return new Connection(
            [.. taken.Select(item => new Edge(item, cursorOf(item)))],
            HasNextPage: page.First is null ? page.Before is not null : isCut,
            HasPreviousPage: page.First is null ? isCut : page.After is not null);
    }

    private static IEnumerable<T> Between<T>(IEnumerable<T> items, PageArguments page, Func<T, Cursor> cursorOf)
    {
        var sign = page.Reverse ? -1 : 1;
        return (page.Reverse ? items.Reverse() : items)
            .Where(item => page.After is not { } after || sign * cursorOf(item).CompareTo(after) > 0)
            .Where(item => page.Before is not { } before || sign * cursorOf(item).CompareTo(before) < 0);
    }
}

/// <summary>An entry of a page.</summary>
internal sealed record Edge(object Node, Cursor Cursor);
