namespace InventorySync.Cli.Hosting.Queues;

/// <summary>A queue that tells when a look at it will find something. A played clock leaves out all other looks.</summary>
internal interface IForeseenQueue
{
    /// <returns>The instant at which its next message is visible, which may have passed; null if it holds none.</returns>
    DateTimeOffset? NextVisibleAt();
}
