namespace InventorySync.Shopify;

/// <summary>All pages of a list. What is not listed counts as gone, so that half a list must never pass for all of it.</summary>
internal static class Pages
{
    /// <param name="first">The answer with the first page.</param>
    /// <param name="next">Asks for the page after a cursor.</param>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or a page that was announced did not come: what it lists has gone in
    /// between, or a replica does not know it.</exception>
    public static async Task<List<T>> ReadAllAsync<T>(AdminAnswer<Page<T>?> first, Func<string, Task<AdminAnswer<Page<T>?>>> next)
    {
        List<T> all = [];
        for (var answer = first; ;)
        {
            var page = answer.Data ?? throw Missing(answer);
            all.AddRange(page.Nodes);
            if (page.PageInfo is not { HasNextPage: true } info) return all;
            answer = await next(info.EndCursor ?? throw Missing(answer));
        }
    }

    private static ShopifyCallException Missing<T>(AdminAnswer<T> answer) =>
        new(
            $"Shopify's answer to {answer.Query} ends before its list does. Request id: {answer.RequestId ?? "none"}.", code: null,
            isTransient: true);
}
