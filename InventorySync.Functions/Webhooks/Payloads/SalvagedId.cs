using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>The id of what an unreadable body was about, so that a look-up can repair what it would have told.</summary>
internal static class SalvagedId
{
    /// <param name="bodyHead">The start of the body, which may be cut off anywhere.</param>
    /// <returns>The message with the id of its product or its item; without one, where none or more than one can be made out.</returns>
    public static RejectedMessage Salvage(RejectedMessage rejected, Topic topic, ReadOnlySpan<byte> bodyHead) => topic.Kind switch
    {
        ChangeKinds.Product => rejected with { ProductId = Find(bodyHead, "id"u8) },
        ChangeKinds.Item => rejected with { InventoryItemId = Find(bodyHead, "id"u8) },
        _ => rejected with { InventoryItemId = Find(bodyHead, "inventory_item_id"u8) },
    };

    private static long? Find(ReadOnlySpan<byte> bodyHead, ReadOnlySpan<byte> name)
    {
        long? found = null;
        try
        {
            var reader = new Utf8JsonReader(bodyHead, isFinalBlock: false, state: default);
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name)) continue;
                if (!reader.Read()) break;
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var id) || id <= 0
                    || (found is { } other && other != id))
                    return null;
                found = id;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Up to here it was readable, and what was found stands.
        }

        return found;
    }
}
