namespace InventorySync.Storage;

/// <summary>Where an observation came from. The names are stored in the table.</summary>
public enum ObservationSource
{
    /// <summary>A delivery of Shopify's.</summary>
    Webhook,

    /// <summary>The answer of a look-up.</summary>
    LookUp,

    /// <summary>A probe that repaired what it found wrong.</summary>
    Probe,

    /// <summary>What a full sync repaired. Never in ObservationLog: SyncDrift has it.</summary>
    FullSync,
}
