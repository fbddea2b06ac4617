using System.Text.Json.Serialization;

namespace InventorySync.Status;

/// <summary>How the app is doing, the worse the greater.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthLevel>))]
public enum HealthLevel
{
    /// <summary>What the tables say can be trusted.</summary>
    [JsonStringEnumMemberName("green")]
    Green,

    /// <summary>It can be trusted so far, and somebody should look.</summary>
    [JsonStringEnumMemberName("yellow")]
    Yellow,

    /// <summary>It must not be trusted.</summary>
    [JsonStringEnumMemberName("red")]
    Red,
}
