namespace InventorySync.Storage;

/// <summary>What an inspection of the database has found of one thing.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="IsWell">Whether the app can work with it as it is.</param>
/// <param name="Text">What it is like and, where it is not well, what to do.</param>
public sealed record StoreFinding(string Subject, bool IsWell, string Text)
{
    public const string Database = "database";
    public const string Schema = "schema";
    public const string Shop = "shop";
    public const string Rights = "rights";
    public const string RowVersions = "row versions";
    public const string ForeignKeys = "foreign keys";

    internal static StoreFinding OfShop(string? boundTo, string shopDomain) => boundTo switch
    {
        null => new StoreFinding(Shop, IsWell: true, "it belongs to no shop yet: the app binds it at its start"),
        _ when string.Equals(boundTo, shopDomain, StringComparison.OrdinalIgnoreCase) =>
            new StoreFinding(Shop, IsWell: true, $"it holds the stock of {boundTo}"),
        _ => new StoreFinding(Shop, IsWell: false, $"it holds the stock of {boundTo}, but Shopify__ShopDomain is {shopDomain}: "
            + "set ConnectionStrings__Inventory to a database of its own, or the shop back"),
    };

    internal static StoreFinding OfForeignKeys(IReadOnlyList<string> foreignKeys, string whereNone) => foreignKeys.Count == 0
        ? new StoreFinding(ForeignKeys, IsWell: true, whereNone)
        : new StoreFinding(
            ForeignKeys, IsWell: false,
            $"{string.Join(", ", foreignKeys)} refer to a raw table, which can then not be replaced: drop them, "
            + "and let readers join by VariantId or InventoryItemId instead");
}
