using Microsoft.Extensions.Logging;

namespace InventorySync.Drift;

internal static partial class Log
{
    [LoggerMessage(7201, LogLevel.Warning, "Full sync {RunId} had to repair {Rows} rows: {Causes}")]
    public static partial void CausesFound(ILogger logger, long runId, long rows, string causes);

    [LoggerMessage(
        7202, LogLevel.Warning, "Why full syncs had to repair rows could not be looked for, and is tried again in five minutes: {Reason}")]
    public static partial void CausesNotFound(ILogger logger, Exception exception, string reason);

    [LoggerMessage(
        7203, LogLevel.Warning,
        "The queue could not be read, so that a full sync's causes are first looked for up to {Minutes} minutes after its end: {Reason}")]
    public static partial void QueueNotRead(ILogger logger, Exception exception, double minutes, string reason);
}
