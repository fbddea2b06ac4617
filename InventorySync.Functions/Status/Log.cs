using Microsoft.Extensions.Logging;

namespace InventorySync.Status;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "How the app is doing could not be written into the database: {Reason}")]
    public static partial void HeartbeatNotWritten(ILogger logger, Exception exception, string reason);
}
