using System.Text.Json.Serialization;
using InventorySync.Inventory;

namespace InventorySync.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UnixTimeJsonConverter)])]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(EarlySync))]
[JsonSerializable(typeof(LookUpWindow))]
[JsonSerializable(typeof(Pause))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(ProbeRecord))]
[JsonSerializable(typeof(ShrinkApproval))]
[JsonSerializable(typeof(SubscriptionCheck))]
[JsonSerializable(typeof(SubscriptionFailure))]
internal sealed partial class StorageJson : JsonSerializerContext;
