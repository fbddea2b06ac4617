namespace InventorySync.Cli.Hosting.Queues;

/// <summary>A queue that tells when a look at it will find something, so that a played clock need not stop at all the others.</summary>
internal interface IForeseenQueue
{
    /// <returns>The instant at which its next message is visible, which may have passed; null if it holds none.</returns>
    DateTimeOffset? NextVisibleAt();
}
