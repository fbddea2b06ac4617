using System.Globalization;

namespace InventorySync.Storage;

/// <summary>What a database says that it is bound to: an app's start writes it.</summary>
/// <param name="ShopDomain">Null where no app has started on the database yet.</param>
/// <param name="LocationIds">The included locations; empty means all.</param>
/// <param name="SafetyStock">How many of each SKU are kept back, unless its policy says otherwise.</param>
public sealed record HeldBinding(string? ShopDomain, IReadOnlyList<long> LocationIds, int SafetyStock)
{
    /// <summary>Why nothing may be changed in the database with these settings, and what to do; null if it may.</summary>
    public string? RefuseChange(StoreBinding settings)
    {
        if (ShopDomain is null)
            return "No app has started on this database yet: start the app, which binds the database to its settings, and try again.";
        string[] differences = [.. Differences(settings)];
        return differences.Length == 0
            ? null
            : $"This database is bound to other settings: {string.Join("; ", differences)}. Give this verb the app's own settings; "
                + "to change them, start the app with the new ones.";
    }

    /// <summary>Where the row is missing that the versions put into its table.</summary>
    internal static StoreRefusedException Missing(string table) => new(
        $"The table {table} has lost its only row, as a copy of the tables without their data does. Restore a backup, "
            + "or start with an empty database.");

    internal bool IsOfAnotherShop(StoreBinding settings) =>
        ShopDomain is not null && !string.Equals(ShopDomain, settings.ShopDomain, StringComparison.OrdinalIgnoreCase);

    internal bool IsEqualTo(StoreBinding settings) => ShopDomain is not null && !IsOfAnotherShop(settings) && !Differences(settings).Any();

    internal bool HasLocationsOf(StoreBinding settings) => LocationIds.ToHashSet().SetEquals(settings.LocationIds);

    private IEnumerable<string> Differences(StoreBinding settings)
    {
        if (IsOfAnotherShop(settings)) yield return $"Shopify__ShopDomain is {settings.ShopDomain} here and {ShopDomain} there";
        if (!HasLocationsOf(settings))
            yield return $"InventorySync__LocationIds is {Text(settings.LocationIds)} here and {Text(LocationIds)} there";
        if (SafetyStock == settings.SafetyStock) yield break;
        yield return string.Create(
            CultureInfo.InvariantCulture, $"InventorySync__SafetyStock is {settings.SafetyStock} here and {SafetyStock} there");
    }

    private static string Text(IReadOnlyList<long> locationIds) => locationIds.Count == 0
        ? "empty (all)"
        : string.Join(',', locationIds.Distinct().Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
}
