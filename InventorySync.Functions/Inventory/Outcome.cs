namespace InventorySync.Inventory;

/// <summary>What became of an observation, and so the log field and the metric tag that say it.</summary>
public enum Outcome
{
    /// <summary>It is newer than what was held, and has been written.</summary>
    Applied,

    /// <summary>It is what was held already: the same version, the same value.</summary>
    Repeat,

    /// <summary>What is held is newer.</summary>
    Superseded,

    /// <summary>
    /// The same version with another value, and the cautious one of the two is the new one: written, and a look-up is due.
    /// </summary>
    ConflictApplied,

    /// <summary>The same version with another value, and the cautious one of the two is held already: kept, and a look-up is due.</summary>
    ConflictKept,
}
