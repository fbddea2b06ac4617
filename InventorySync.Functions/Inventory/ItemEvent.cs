using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>Which of the inventory_items topics.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemEvent>))]
public enum ItemEvent
{
    [JsonStringEnumMemberName("create")]
    Create,

    [JsonStringEnumMemberName("update")]
    Update,

    [JsonStringEnumMemberName("delete")]
    Delete,
}
