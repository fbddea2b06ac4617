using System.Net;
using FunctionsHost.Queues;
using Microsoft.Extensions.Configuration;

namespace FunctionsHost;

/// <summary>What a host is made of. The services and the queues stay the caller's, who disposes of them after the host.</summary>
public sealed record OneProcessHostOptions
{
    /// <summary>Where to look for methods with [Function]: an assembly's types.</summary>
    public required IReadOnlyList<Type> FunctionTypes { get; init; }

    /// <summary>What the function classes ask for in their constructors, an ILoggerFactory included.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The app settings, which replace <c>%Name%</c> in attributes.</summary>
    public required IConfiguration Settings { get; init; }

    public required HostJson HostJson { get; init; }

    public required IQueueTransport Queues { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Where HTTP listens; port 0 takes one that is free.</summary>
    public IPEndPoint Endpoint { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The key for functions of the level Function; without one, such a function is refused.</summary>
    public string? Key { get; init; }

    /// <summary>Whether timer functions run by their schedules; if not, only by hand.</summary>
    public bool RunsTimers { get; init; } = true;

    /// <summary>
    /// How long a stop waits for invocations. The default is under the 30 seconds that a generic host and most supervisors give.
    /// </summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(20);
}
