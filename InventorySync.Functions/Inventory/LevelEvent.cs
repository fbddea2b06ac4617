using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>Which of the inventory_levels topics.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LevelEvent>))]
public enum LevelEvent
{
    [JsonStringEnumMemberName("update")]
    Update,

    [JsonStringEnumMemberName("connect")]
    Connect,

    [JsonStringEnumMemberName("disconnect")]
    Disconnect,
}
