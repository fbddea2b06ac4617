namespace FunctionsHost.Queues;

/// <summary>
/// Where the queues are. The two implementations pass one test suite; whoever opened a transport disposes of it, after the host.
/// </summary>
public interface IQueueTransport : IAsyncDisposable
{
    /// <summary>What a person should read in the console: the kind of transport and where it is, without secrets.</summary>
    string Description { get; }

    /// <summary>Gives the queue of that name, which exists afterwards.</summary>
    Task<IQueue> OpenAsync(string name, CancellationToken cancellationToken);
}
