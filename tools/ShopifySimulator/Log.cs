using Microsoft.Extensions.Logging;

namespace ShopifySimulator;

/// <summary>What the simulator says of itself.</summary>
internal static partial class Log
{
    [LoggerMessage(8001, LogLevel.Error, "The simulated Admin API failed")]
    public static partial void ResolverFailed(ILogger logger, Exception exception);

    [LoggerMessage(8002, LogLevel.Error, "The simulated bulk operation {Operation} failed")]
    public static partial void BulkOperationFailed(ILogger logger, Exception exception, string operation);
}
