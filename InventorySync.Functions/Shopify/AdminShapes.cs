using System.Globalization;
using System.Text.Json.Serialization;
using InventorySync.Inventory;

namespace InventorySync.Shopify;

// What the queries of Queries/ are answered with, as far as it is read.
internal sealed record Page<T>(IReadOnlyList<T> Nodes, PageInfo? PageInfo);

internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

internal sealed record Reference(string Id);

internal sealed record ItemNode(string? Id, bool Tracked, string UpdatedAt, Page<LevelNode>? InventoryLevels, Page<VariantNode>? Variants);

internal sealed record LevelNode(Reference Location, string UpdatedAt, IReadOnlyList<QuantityNode> Quantities);

internal sealed record QuantityNode(string Name, int Quantity);

/// <param name="Product">Asked for where a variant is read with its item.</param>
/// <param name="InventoryItem">Asked for where a variant is read with its product.</param>
internal sealed record VariantNode(
    string Id, string? Sku, string? Barcode, string Title, string Price, string UpdatedAt, ProductNode? Product,
    TrackedItemNode? InventoryItem)
{
    /// <summary>What every query asks of a variant itself: <see cref="QueryText"/> puts it in.</summary>
    public const string Fields = "id sku barcode title price updatedAt";

    public VariantDetails ToDetails() => new(Sku, Barcode, Title, decimal.Parse(Price, CultureInfo.InvariantCulture));
}

internal sealed record ProductNode(string Id, string Title, string Status, string UpdatedAt);

internal sealed record ProductWithVariantsNode(
    string? Id, string Title, string Status, string UpdatedAt, Page<VariantNode>? Variants);

internal sealed record TrackedItemNode(string Id, bool Tracked, string UpdatedAt);

internal sealed record LocationNode(string Id, string Name, bool IsActive);

internal sealed record OperationNode(
    string Id, string Status, string? ErrorCode, string CreatedAt, string ObjectCount, string RootObjectCount, string? FileSize,
    string? Url, string Query);

internal sealed record SubscriptionNode(
    string Id, string Topic, string Uri, IReadOnlyList<string>? IncludeFields = null, VersionNode? ApiVersion = null);

internal sealed record VersionNode(string Handle);

internal sealed record ItemsData(IReadOnlyList<ItemNode?> Nodes);

internal sealed record MoreOfItemData(MoreOfItem? InventoryItem);

internal sealed record MoreOfItem(Page<LevelNode>? InventoryLevels, Page<VariantNode>? Variants);

internal sealed record ProductsData(IReadOnlyList<ProductWithVariantsNode?> Nodes);

internal sealed record MoreOfProductData(MoreOfProduct? Product);

internal sealed record MoreOfProduct(Page<VariantNode>? Variants);

internal sealed record LocationsData(Page<LocationNode>? Locations);

internal sealed record RunBulkQueryData(RunBulkQuery BulkOperationRunQuery);

internal sealed record RunBulkQuery(OperationNode? BulkOperation);

internal sealed record BulkOperationData(OperationNode? BulkOperation);

internal sealed record NewestBulkOperationsData(Page<OperationNode> BulkOperations);

internal sealed record SubscriptionsData(Page<SubscriptionNode>? WebhookSubscriptions);

internal sealed record ScopesData(InstallationNode CurrentAppInstallation);

internal sealed record InstallationNode(IReadOnlyList<ScopeNode> AccessScopes);

internal sealed record ScopeNode(string Handle);

internal sealed record ApiVersionsData(IReadOnlyList<PublicVersionNode> PublicApiVersions);

internal sealed record PublicVersionNode(string Handle, bool Supported);

// Of a mutation nothing is read but its user errors, which ShopifySharp throws.
internal sealed record MutationData;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AdminData<ItemsData>), TypeInfoPropertyName = "Items")]
[JsonSerializable(typeof(AdminData<MoreOfItemData>), TypeInfoPropertyName = "MoreOfItemAnswer")]
[JsonSerializable(typeof(AdminData<ProductsData>), TypeInfoPropertyName = "Products")]
[JsonSerializable(typeof(AdminData<MoreOfProductData>), TypeInfoPropertyName = "MoreOfProductAnswer")]
[JsonSerializable(typeof(AdminData<LocationsData>), TypeInfoPropertyName = "Locations")]
[JsonSerializable(typeof(AdminData<RunBulkQueryData>), TypeInfoPropertyName = "RunBulkQueryAnswer")]
[JsonSerializable(typeof(AdminData<BulkOperationData>), TypeInfoPropertyName = "BulkOperation")]
[JsonSerializable(typeof(AdminData<NewestBulkOperationsData>), TypeInfoPropertyName = "NewestBulkOperations")]
[JsonSerializable(typeof(AdminData<SubscriptionsData>), TypeInfoPropertyName = "Subscriptions")]
[JsonSerializable(typeof(AdminData<ScopesData>), TypeInfoPropertyName = "Scopes")]
[JsonSerializable(typeof(AdminData<ApiVersionsData>), TypeInfoPropertyName = "ApiVersions")]
[JsonSerializable(typeof(AdminData<MutationData>), TypeInfoPropertyName = "Mutation")]
internal sealed partial class AdminJson : JsonSerializerContext;
