namespace InventorySync.Inventory;

/// <summary>
/// A webhook topic that this app subscribes and reads, with all that the rooms know of it. <see cref="Topics"/> lists them.
/// </summary>
/// <param name="Name">As the X-Shopify-Topic header names it.</param>
/// <param name="Kind">Of the message that its body becomes: one of <see cref="ChangeKinds"/>.</param>
/// <param name="Endpoint">Where it is delivered: one of <see cref="WebhookRoutes"/>.</param>
/// <param name="Scope">What the app must be granted to subscribe it; null where nothing is needed.</param>
/// <param name="Fields">The payload's fields that are asked for. An empty list asks for all, as payloads of nothing but ids do.</param>
public sealed record Topic(string Name, string Kind, string Endpoint, string? Scope, IReadOnlyList<string> Fields)
{
    /// <summary>As the Admin API names it: inventory_levels/update is INVENTORY_LEVELS_UPDATE.</summary>
    public string GraphQlName { get; } = Name.Replace('/', '_').ToUpperInvariant();

    /// <summary>What a topic of levels says; null for any other.</summary>
    public LevelEvent? LevelEvent { get; init; }

    /// <summary>What a topic of items says; null for any other.</summary>
    public ItemEvent? ItemEvent { get; init; }

    /// <summary>What a topic of products says; null for any other.</summary>
    public ProductEvent? ProductEvent { get; init; }
}
