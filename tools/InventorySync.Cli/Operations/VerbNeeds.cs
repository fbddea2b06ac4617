namespace InventorySync.Cli.Operations;

/// <summary>What has to be in order before a verb for operators begins; where it is not, one line says so and the verb ends.</summary>
internal enum VerbNeeds
{
    /// <summary>It judges everything itself.</summary>
    Nothing,

    /// <summary>The app's settings.</summary>
    Settings,

    /// <summary>The settings, and a database of this shop: it only reads, so that other settings than the app's do no harm.</summary>
    StoreToRead,

    /// <summary>The settings, and a database that is bound to just these: it changes rows, or the shop's subscriptions.</summary>
    StoreToChange,
}
