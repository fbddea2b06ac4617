using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>What a locations webhook said.</summary>
/// <param name="IsActive">Null for a delete, which has none.</param>
/// <param name="Name">Null for a delete, which has none.</param>
public sealed record LocationMessage(
    long LocationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? IsActive = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null)
{
    /// <summary>Whether it is a delete, or has what the others need.</summary>
    [JsonIgnore]
    public bool IsWhole => IsActive is null == Name is null;

    /// <summary>The observation that this message makes, seen at <paramref name="seenAt"/>.</summary>
    public LocationObservation ToObservation(UnixTime seenAt) => new(
        LocationId,
        IsActive switch { true => LocationState.Active, false => LocationState.Inactive, null => LocationState.Deleted },
        Name,
        seenAt);
}
