namespace ShopifySimulator.Shop;

/// <summary>A variant to be made, with an inventory item of its own.</summary>
/// <param name="Stock">Available at each location that it is connected to.</param>
public sealed record NewVariant(
    string? Sku, string Title, decimal Price, bool Tracked, IReadOnlyDictionary<long, int> Stock, string? Barcode = null);
