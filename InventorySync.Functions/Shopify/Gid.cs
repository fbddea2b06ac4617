using System.Globalization;

namespace InventorySync.Shopify;

/// <summary>
/// The global ids of the Admin API: gid://shopify/InventoryItem/123, some with a query behind. Tables and webhooks have the number alone.
/// https://shopify.dev/docs/api/usage/gids
/// </summary>
internal static class Gid
{
    public static string Of(string type, long id) => string.Create(CultureInfo.InvariantCulture, $"gid://shopify/{type}/{id}");

    /// <exception cref="FormatException">It is no such id.</exception>
    public static long Number(ReadOnlySpan<char> gid) =>
        TryNumber(gid, out var id) ? id : throw new FormatException($"\"{gid}\" is no id of Shopify's.");

    public static bool TryNumber(ReadOnlySpan<char> gid, out long id)
    {
        var end = gid.IndexOf('?');
        var path = end < 0 ? gid : gid[..end];
        id = 0;
        return path.StartsWith("gid://shopify/", StringComparison.Ordinal)
            && long.TryParse(path[(path.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
