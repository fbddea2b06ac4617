using System.Text.Json.Serialization;
using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The keys that a batch reads by and the rows that it writes, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UnixTimeJsonConverter)])]
[JsonSerializable(typeof(IReadOnlyList<ProductWrite>))]
[JsonSerializable(typeof(IReadOnlyList<ItemWrite>))]
[JsonSerializable(typeof(IReadOnlyList<LevelWrite>))]
[JsonSerializable(typeof(IReadOnlyList<VariantWrite>))]
[JsonSerializable(typeof(IReadOnlyList<VersionWrite>))]
[JsonSerializable(typeof(IReadOnlyList<CopyWrite>))]
[JsonSerializable(typeof(IReadOnlyList<UnreadWrite>))]
[JsonSerializable(typeof(IReadOnlyList<LookUpWrite>))]
[JsonSerializable(typeof(IReadOnlyList<RepairWrite>))]
[JsonSerializable(typeof(IReadOnlyList<EarlySyncWrite>))]
[JsonSerializable(typeof(IReadOnlyList<WindowWrite>))]
[JsonSerializable(typeof(IReadOnlyList<NamedVariant>))]
[JsonSerializable(typeof(IReadOnlyList<LookUpKey>))]
internal sealed partial class WriteJson : JsonSerializerContext;
