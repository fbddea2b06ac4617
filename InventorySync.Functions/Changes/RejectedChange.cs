using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Changes;

/// <summary>A rejected webhook as its row in FailedChange.</summary>
internal static class RejectedChange
{
    public static FailedChange ToFailedChange(this RejectedMessage rejected, ChangeMessage change) => new(
        change.WebhookId ?? rejected.BodySha256,
        change.Kind,
        change.Topic,
        rejected.Reason,
        JsonSerializer.Serialize(rejected.Headers, RejectedChangeJson.Default.IReadOnlyDictionaryStringString),
        rejected.BodyLength,
        rejected.BodySha256,
        rejected.BodyHead,
        change.ReceivedAt,
        change.SeenAt,
        rejected.ProductId is not null ? LookUpKind.Product : rejected.InventoryItemId is not null ? LookUpKind.InventoryItem : null,
        rejected.ProductId ?? rejected.InventoryItemId);
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class RejectedChangeJson : JsonSerializerContext;
