using System.Globalization;
using GraphQL;

namespace ShopifySimulator.Api;

/// <summary>The global ids of the Admin API. https://shopify.dev/docs/api/usage/gids</summary>
internal readonly record struct Gid(string Type, long Number)
{
    private const string Prefix = "gid://shopify/";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Type}/{Number}");

    /// <summary>A level's and a quantity's number says nothing without the item.</summary>
    public static string OfLevel(Shop.InventoryLevel level) =>
        $"{new Gid("InventoryLevel", level.Id)}?inventory_item_id={level.InventoryItemId}";

    /// <exception cref="ExecutionError">It is none.</exception>
    public static Gid Parse(string text) =>
        TryParse(text, out var gid)
            ? gid
            : throw new ExecutionError($"Invalid global id '{text}'") { Code = "argumentLiteralsIncompatible" };

    /// <returns>Its number.</returns>
    /// <exception cref="ExecutionError">It is none, or another type's.</exception>
    public static long Parse(string text, string type) =>
        Parse(text) is var gid && gid.Type == type
            ? gid.Number
            : throw new ExecutionError($"Invalid id: {text}") { Code = "RESOURCE_NOT_FOUND" };

    /// <summary>The item that a level's id names.</summary>
    public static long? ItemOfLevel(string text) =>
        text.Split("?inventory_item_id=") is [_, var item]
            && long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool TryParse(string text, out Gid gid)
    {
        gid = default;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (text[Prefix.Length..].Split('?')[0].Split('/') is not [{ Length: > 0 } type, var digits]) return false;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        gid = new Gid(type, number);
        return true;
    }
}
