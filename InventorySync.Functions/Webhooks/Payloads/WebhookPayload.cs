using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>A body by its topic.</summary>
internal static class WebhookPayload
{
    /// <summary>The envelope with what the body says.</summary>
    /// <param name="fault">What was wrong with the body, where it cannot be read.</param>
    /// <returns>Null where the body cannot be read.</returns>
    public static ChangeMessage? Read(ChangeMessage envelope, Topic topic, ReadOnlySpan<byte> body, out string? fault)
    {
        envelope = envelope with { Kind = topic.Kind };
        return topic switch
        {
            { LevelEvent: { } levelEvent } =>
                LevelPayload.Read(body, levelEvent, out fault) is { } level ? envelope with { Level = level } : null,
            { ProductEvent: { } productEvent } =>
                ProductPayload.Read(body, productEvent, out fault) is { } product ? envelope with { Product = product } : null,
            { ItemEvent: { } itemEvent } => ItemPayload.Read(body, itemEvent, out fault) is { } item ? envelope with { Item = item } : null,
            { Kind: ChangeKinds.Location } =>
                LocationPayload.Read(body, topic == Topics.LocationDelete, out fault) is { } location
                    ? envelope with { Location = location }
                    : null,
            _ => ShopPayload.Read(body, envelope.Shop, out fault) is { } uninstalled ? envelope with { Uninstalled = uninstalled } : null,
        };
    }
}
