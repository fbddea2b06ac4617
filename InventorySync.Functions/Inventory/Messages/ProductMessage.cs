using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>What a products webhook said: of a create or an update everything that the tables need, or that it has to be read.</summary>
/// <param name="MustRead">What it said does not fit into a message, or does not name every variant: the product has to be read from the
/// Admin API.</param>
/// <param name="Status">In upper case, as GraphQL says it; the webhook has it in lower case.</param>
/// <param name="UpdatedAt">The product's; null for a delete, which has none.</param>
/// <param name="Variants">The variants that came with a body: the first hundred.</param>
/// <param name="Others">The variants that came without one. Those in neither list do not exist.</param>
public sealed record ProductMessage(
    long ProductId,
    ProductEvent Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool MustRead = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UnixTime? UpdatedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<VariantMessage>? Variants = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(VariantStampsJsonConverter))]
    IReadOnlyList<VariantStamp>? Others = null)
{
    /// <summary>Whether it has what its event needs.</summary>
    [JsonIgnore]
    public bool IsWhole => Event is ProductEvent.Delete || MustRead
        || (Title is not null && Status is not null && UpdatedAt is not null && Variants is not null && Others is not null);

    /// <summary>That the product has to be read, and nothing else: what fits always.</summary>
    public ProductMessage ToMustRead() => new(ProductId, Event, MustRead: true);

    /// <summary>The observation that this message makes, seen at <paramref name="seenAt"/>.</summary>
    public ProductObservation ToObservation(UnixTime seenAt)
    {
        if (Event is ProductEvent.Delete)
            return new ProductObservation(ProductId, ObservedBy.Webhook, new Presence(IsPresent: false, seenAt), null, VariantListing.None);

        if (MustRead) return new ProductObservation(ProductId, ObservedBy.Webhook, new Presence(IsPresent: true, seenAt), null, null);

        // A payload that was assembled late shows the variants as they were later than what triggered it.
        var details = new Observation<ProductDetails>(new ProductDetails(Title!, Status!), UpdatedAt!.Value, seenAt, ObservedBy.Webhook);
        return new ProductObservation(
            ProductId,
            ObservedBy.Webhook,
            new Presence(IsPresent: true, details.SeenAt),
            details,
            new VariantListing([.. Variants!.Select(variant => variant.ToObservation())], Others!));
    }
}
