namespace InventorySync.Storage;

/// <summary>What has become of a <see cref="FailedChange"/>. The numbers are stored in the tables.</summary>
public enum RepairState
{
    /// <summary>Its look-up, or an early full sync, is still to come.</summary>
    Open = 0,

    /// <summary>A later read of the Admin API has shown what it would have told.</summary>
    Repaired = 1,

    /// <summary>A person has decided that it needs no repair.</summary>
    Dropped = 2,
}
