using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Shopify;

namespace InventorySync.Webhooks;

/// <summary>
/// The body of the products topics: of a create or an update a snapshot of the product's variants, the first hundred with bodies and all of
/// them by id in variant_gids. Topics are not signed, so a body must have the shape of its topic. What is not used (texts of any length,
/// images, options) is passed over. https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-products/update
/// </summary>
internal struct ProductPayload : IPayload
{
    /// <summary>
    /// Variants that a payload gives bodies of: https://shopify.dev/docs/api/admin/migrate/new-product-model/api-updates#webhook-updates
    /// </summary>
    private const int MaxBodies = 100;

    private long? _id;
    private string? _title;
    private string? _status;
    private UnixTime? _updatedAt;
    private Dictionary<long, VariantMessage>? _variants;
    private Dictionary<long, UnixTime>? _named;

    /// <summary>Reads a body of the topic of <paramref name="productEvent"/>.</summary>
    /// <param name="fault">What was wrong with it, where it cannot be read.</param>
    public static ProductMessage? Read(ReadOnlySpan<byte> body, ProductEvent productEvent, out string? fault)
    {
        var payload = default(ProductPayload);
        fault = PayloadBody.Read(ref payload, body) ?? payload.FindFault(productEvent);
        return fault is null ? payload.ToMessage(productEvent) : null;
    }

    private readonly ProductMessage ToMessage(ProductEvent productEvent)
    {
        var id = _id!.Value;
        if (productEvent is ProductEvent.Delete) return new ProductMessage(id, productEvent);

        // Without the list of all, a hundred bodies may or may not be all. Older versions of the API have no such list.
        if (_named is null && _variants!.Count >= MaxBodies) return new ProductMessage(id, productEvent, MustRead: true);

        var variants = _variants!;
        return new ProductMessage(
            id, productEvent, MustRead: false, _title, _status!.ToUpperInvariant(), _updatedAt, [.. variants.Values],
            _named is null
                ? []
                : [.. _named.Where(named => !variants.ContainsKey(named.Key)).Select(named => new VariantStamp(named.Key, named.Value))]);
    }

    public string? ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8)) return PayloadField.ReadId(ref reader, "id", ref _id);
        if (reader.ValueTextEquals("title"u8)) return PayloadField.ReadText(ref reader, "title", ref _title);
        if (reader.ValueTextEquals("status"u8)) return PayloadField.ReadText(ref reader, "status", ref _status);
        if (reader.ValueTextEquals("updated_at"u8)) return PayloadField.ReadTime(ref reader, "updated_at", ref _updatedAt);
        if (reader.ValueTextEquals("variants"u8)) return ReadVariants(ref reader);
        if (reader.ValueTextEquals("variant_gids"u8)) return ReadNamed(ref reader);
        return PayloadField.Skip(ref reader);
    }

    private string? ReadVariants(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (_variants is not null) return "variants comes twice";
        if (reader.TokenType != JsonTokenType.StartArray) return "variants is not an array";
        _variants = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (VariantPayload.Read(ref reader, out var variant) is { } fault) return $"variant {_variants.Count + 1}: {fault}";
            if (!_variants.TryAdd(variant!.VariantId, variant)) return $"variant {variant.VariantId} comes twice";
        }

        return null;
    }

    private string? ReadNamed(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (_named is not null) return "variant_gids comes twice";
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.StartArray) return "variant_gids is not an array";
        _named = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadName(ref reader) is { } fault) return $"variant_gids {_named.Count + 1}: {fault}";
        }

        return null;
    }

    private readonly string? ReadName(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return "it is not an object";
        string? gid = null;
        UnixTime? updatedAt = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var fault = reader.ValueTextEquals("admin_graphql_api_id"u8) ? PayloadField.ReadText(
                ref reader, "admin_graphql_api_id", ref gid)
                : reader.ValueTextEquals("updated_at"u8) ? PayloadField.ReadTime(ref reader, "updated_at", ref updatedAt)
                : PayloadField.Skip(ref reader);
            if (fault is not null) return fault;
        }

        if (!Gid.TryNumber(gid, out var id) || id <= 0) return "admin_graphql_api_id is no id of Shopify's";
        return _named!.TryAdd(id, (updatedAt ?? default).ToWholeSecond()) ? null : "it comes twice";
    }

    private readonly string? FindFault(ProductEvent productEvent) => this switch
    {
        { _id: null } => "id is missing",
        { _title: not null } or { _status: not null } or { _updatedAt: not null } or { _variants: not null } or { _named: not null }
            when productEvent is ProductEvent.Delete => "a delete carries the fields of an update",
        _ when productEvent is ProductEvent.Delete => null,
        { _title: null } => "title is missing",
        { _status: null } => "status is missing",
        { _updatedAt: null } => "updated_at is missing",
        { _variants: null } => "variants is missing",

        // A product has one variant at least, and a snapshot of none would delete them all.
        { _variants.Count: 0, _named: null or { Count: 0 } } => "it lists no variant",
        _ => null,
    };
}
