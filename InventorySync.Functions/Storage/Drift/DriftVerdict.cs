using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>A full sync whose drift has rows to look at.</summary>
/// <param name="IsFirst">Whether nobody has done so yet.</param>
public sealed record RunToJudge(long RunId, bool IsFirst);

/// <summary>What was made out of a row that a full sync found different.</summary>
/// <param name="Topic">The topic whose delivery would have told; null where none would.</param>
/// <param name="Cause">Null of what was in flight, for which there is nothing to explain.</param>
/// <param name="LookAgainAt">When more may be known; null if it is settled.</param>
public sealed record DriftVerdict(long Id, DriftDirection Direction, string? Topic, DriftCause? Cause, UnixTime? LookAgainAt);
