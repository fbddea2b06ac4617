using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>Which of the products topics.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProductEvent>))]
public enum ProductEvent
{
    [JsonStringEnumMemberName("create")]
    Create,

    [JsonStringEnumMemberName("update")]
    Update,

    [JsonStringEnumMemberName("delete")]
    Delete,
}
