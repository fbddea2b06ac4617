using System.Text.Json.Serialization;

namespace InventorySync.Storage;

[JsonSerializable(typeof(long[]))]
internal sealed partial class StorageJson : JsonSerializerContext;
