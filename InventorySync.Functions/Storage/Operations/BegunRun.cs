namespace InventorySync.Storage;

/// <summary>What became of the wish for a full sync.</summary>
/// <param name="RunId">The run that was begun, and that nobody has leased yet; or the one that is unfinished already.</param>
/// <param name="IsNew">Whether it was begun by this.</param>
public sealed record BegunRun(long RunId, bool IsNew);
