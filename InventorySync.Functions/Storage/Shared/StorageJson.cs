using System.Text.Json.Serialization;
using InventorySync.Inventory;

namespace InventorySync.Storage;

// Without what is null: of a JSON null Babelfish's JSON_VALUE makes the text "null".
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UnixTimeJsonConverter)])]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(IReadOnlyList<CauseCount>))]
[JsonSerializable(typeof(IReadOnlyList<TopicDeliveries>))]
[JsonSerializable(typeof(EarlySync))]
[JsonSerializable(typeof(LookUpWindow))]
[JsonSerializable(typeof(Pause))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(ProbeRecord))]
[JsonSerializable(typeof(ShrinkApproval))]
[JsonSerializable(typeof(SubscriptionCheck))]
[JsonSerializable(typeof(SubscriptionFailure))]
internal sealed partial class StorageJson : JsonSerializerContext;
