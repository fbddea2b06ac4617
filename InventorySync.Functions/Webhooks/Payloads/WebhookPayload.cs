using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>A body by its topic.</summary>
internal static class WebhookPayload
{
    /// <summary>The envelope with what the body says.</summary>
    /// <param name="envelope">Of a topic that <see cref="WebhookTopics"/> knows.</param>
    /// <param name="fault">What was wrong with the body, where it cannot be read.</param>
    /// <returns>Null where the body cannot be read.</returns>
    public static ChangeMessage? Read(ChangeMessage envelope, ReadOnlySpan<byte> body, out string? fault)
    {
        if (WebhookTopics.LevelEventOf(envelope.Topic) is { } levelEvent)
            return LevelPayload.Read(body, levelEvent, out fault) is { } level ? envelope with { Kind = ChangeKinds.Level, Level = level } : null;
        if (WebhookTopics.ProductEventOf(envelope.Topic) is { } productEvent)
            return ProductPayload.Read(body, productEvent, out fault) is { } product ? envelope with { Kind = ChangeKinds.Product, Product = product } : null;
        if (WebhookTopics.ItemEventOf(envelope.Topic) is { } itemEvent)
            return ItemPayload.Read(body, itemEvent, out fault) is { } item ? envelope with { Kind = ChangeKinds.Item, Item = item } : null;
        if (WebhookTopics.IsOfLocation(envelope.Topic))
        {
            return LocationPayload.Read(body, envelope.Topic is WebhookTopics.LocationDelete, out fault) is { } location
                ? envelope with { Kind = ChangeKinds.Location, Location = location }
                : null;
        }

        // Of what is known only app/uninstalled is left.
        return ShopPayload.Read(body, envelope.Shop, out fault) is { } uninstalled ? envelope with { Kind = ChangeKinds.Uninstalled, Uninstalled = uninstalled } : null;
    }
}
