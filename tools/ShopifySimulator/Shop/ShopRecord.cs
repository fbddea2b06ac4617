using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopifySimulator.Shop;

/// <summary>One record of the shop. Times are whole seconds, as Shopify's are.</summary>
[JsonDerivedType(typeof(Location), "location")]
[JsonDerivedType(typeof(Product), "product")]
[JsonDerivedType(typeof(Variant), "variant")]
[JsonDerivedType(typeof(InventoryItem), "item")]
[JsonDerivedType(typeof(InventoryLevel), "level")]
[JsonDerivedType(typeof(Deleted), "deleted")]
public abstract record ShopRecord;

/// <summary>A place that holds stock.</summary>
public sealed record Location(long Id, string Name, bool IsActive, DateTimeOffset UpdatedAt) : ShopRecord;

/// <param name="Status">As GraphQL says it: ACTIVE, ARCHIVED, DRAFT.</param>
/// <param name="VariantIds">In the order of their positions.</param>
public sealed record Product(
    long Id, string Title, string Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, ImmutableArray<long> VariantIds) : ShopRecord;

/// <param name="InventoryItemId">May be another variant's as well.</param>
public sealed record Variant(
    long Id, long ProductId, long InventoryItemId, string? Sku, string? Barcode, string Title, decimal Price, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : ShopRecord;

/// <param name="VariantIds">The variants that share it.</param>
/// <param name="LocationIds">Where it is connected: one level each.</param>
public sealed record InventoryItem(
    long Id, bool Tracked, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, ImmutableArray<long> VariantIds,
    ImmutableArray<long> LocationIds) : ShopRecord;

/// <param name="Id">The number in its GID, which is neither the item's nor the location's.</param>
public sealed record InventoryLevel(
    long Id, long InventoryItemId, long LocationId, int Available, int Committed, int Incoming, DateTimeOffset UpdatedAt) : ShopRecord
{
    [JsonIgnore]
    public int OnHand => Available + Committed;
}

/// <summary>That a record is no more.</summary>
/// <param name="Kind">The record's discriminator, such as "variant".</param>
/// <param name="LocationId">Of a level, whose <paramref name="Id"/> is its item's.</param>
public sealed record Deleted(string Kind, long Id, long? LocationId = null) : ShopRecord;
