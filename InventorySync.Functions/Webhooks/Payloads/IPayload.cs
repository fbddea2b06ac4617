using System.Text.Json;

namespace InventorySync.Webhooks;

/// <summary>A topic's body as it is read, property by property.</summary>
internal interface IPayload
{
    /// <summary>Reads the property that the reader stands on.</summary>
    /// <returns>What was wrong with it; null if nothing was.</returns>
    string? ReadProperty(ref Utf8JsonReader reader);
}
