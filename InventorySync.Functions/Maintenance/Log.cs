using Microsoft.Extensions.Logging;

namespace InventorySync.Maintenance;

internal static partial class Log
{
    [LoggerMessage(3011, LogLevel.Information, "{Rows} rows of full syncs, drift and repaired changes older than {Days} days were removed")]
    public static partial void HistoryRemoved(ILogger logger, int rows, int days);

    [LoggerMessage(3013, LogLevel.Information, "{Rows} observations older than {Days} days were removed")]
    public static partial void ObservationsRemoved(ILogger logger, int rows, int days);

    [LoggerMessage(
        3014, LogLevel.Error, "The maintenance task {Task} failed, the others go on, and it is tried again in five minutes: {Reason}")]
    public static partial void TaskFailed(ILogger logger, string task, string reason);
}
