namespace FunctionsHost.Queues;

/// <summary>A queue that tells when its next message will be visible. A played clock leaves out the polls before that.</summary>
internal interface IForeseenQueue
{
    /// <returns>The instant at which its next message is visible, which may have passed; null if it holds none.</returns>
    DateTimeOffset? NextVisibleAt();
}
