using Microsoft.Extensions.Logging;

namespace InventorySync.Observations;

internal static partial class Log
{
    [LoggerMessage(
        7101, LogLevel.Warning, "{Count} observations could not be written down, and are missing in the log of observations: {Reason}")]
    public static partial void ObservationsNotWritten(ILogger logger, Exception exception, int count, string reason);

    [LoggerMessage(
        7102, LogLevel.Warning,
        "{Count} observations are missing in their log: more than {Most} were waiting, since the database is slower than they come")]
    public static partial void ObservationsLeftOut(ILogger logger, long count, int most);

    [LoggerMessage(7103, LogLevel.Warning, "How deliveries were answered could not be added up, and is tried again: {Reason}")]
    public static partial void DeliveriesNotWritten(ILogger logger, Exception exception, string reason);

    [LoggerMessage(
        7104, LogLevel.Warning,
        "{Deliveries} deliveries are missing in the counts of how they were answered: they could not be written for {Hours} hours")]
    public static partial void DeliveriesDropped(ILogger logger, long deliveries, double hours);

    [LoggerMessage(1113, LogLevel.Warning, "What was measured of the last changes could not be written, and is lost: {Reason}")]
    public static partial void MeasuresNotWritten(ILogger logger, Exception exception, string reason);
}
