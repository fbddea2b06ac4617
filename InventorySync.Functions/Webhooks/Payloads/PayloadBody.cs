using System.Text.Json;

namespace InventorySync.Webhooks;

/// <summary>What all topics' bodies have in common: each is one JSON object.</summary>
internal static class PayloadBody
{
    /// <returns>What was wrong with it; null if nothing was.</returns>
    public static string? Read<T>(ref T payload, ReadOnlySpan<byte> body)
        where T : struct, IPayload
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "the body is not a JSON object";

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (payload.ReadProperty(ref reader) is { } fault) return fault;
            }

            reader.Read(); // throws if anything follows the object
            return null;
        }
        // Text that is no valid Unicode throws InvalidOperationException.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return $"the body is not JSON: {e.Message}";
        }
    }
}
