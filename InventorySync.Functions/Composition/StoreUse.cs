namespace InventorySync.Composition;

/// <summary>What a process does with the database, and so what its start may do with it.</summary>
public enum StoreUse
{
    /// <summary>It is the app: its start makes the database ready and binds it to its settings.</summary>
    Serve,

    /// <summary>It changes rows, by the settings that the database is bound to: its start refuses others, and changes nothing.</summary>
    Change,

    /// <summary>It reads, whatever the settings are: neither its start nor anything after it changes the database.</summary>
    Read,
}
