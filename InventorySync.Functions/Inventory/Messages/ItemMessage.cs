using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>What an inventory_items webhook said.</summary>
/// <param name="Tracked">Null for a delete, which has none.</param>
/// <param name="UpdatedAt">Null for a delete, which has none.</param>
public sealed record ItemMessage(
    long InventoryItemId,
    ItemEvent Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Tracked = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UnixTime? UpdatedAt = null)
{
    /// <summary>Whether it has what its event needs.</summary>
    [JsonIgnore]
    public bool IsWhole => Event is ItemEvent.Delete || (Tracked is not null && UpdatedAt is not null);

    /// <summary>The observation that this message makes, seen at <paramref name="seenAt"/>.</summary>
    public ItemObservation ToObservation(UnixTime seenAt) => Event is ItemEvent.Delete
        ? new ItemObservation(InventoryItemId, null, new Presence(IsPresent: false, seenAt))
        : new ItemObservation(
            InventoryItemId,
            new Observation<bool>(Tracked!.Value, UpdatedAt!.Value, seenAt, ObservedBy.Webhook),
            new Presence(IsPresent: true, UnixTime.Later(UpdatedAt.Value, seenAt)));
}
