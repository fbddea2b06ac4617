using Microsoft.Extensions.Logging;

namespace InventorySync.FullSync;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Full sync {RunId} began (continued: {IsContinued})")]
    public static partial void RunBegan(ILogger logger, long runId, bool isContinued);

    [LoggerMessage(
        3002, LogLevel.Information,
        "Full sync {RunId} ended: discarded {IsDiscarded}, {Variants} variants, {Levels} levels, "
        + "{SkusWritten} Sku rows and {LevelsWritten} levels written, "
        + "drift {Drift}, in flight {InFlight}, items with fewer levels {ItemsWithFewerLevels}, look-ups asked {LookUpsAsked}, "
        + "{Seconds} s")]
    public static partial void RunEnded(
        ILogger logger, long runId, bool isDiscarded, long variants, long levels, long skusWritten, long levelsWritten, long drift,
        long inFlight, long itemsWithFewerLevels, long lookUpsAsked, double seconds);

    [LoggerMessage(3003, LogLevel.Error, "Full sync {RunId} failed and replaced nothing: {Reason}")]
    public static partial void RunFailed(ILogger logger, Exception exception, long runId, string reason);

    [LoggerMessage(3004, LogLevel.Information, "Full sync {RunId} waits: its lease was let go, and the recovery timer continues it")]
    public static partial void RunLetGo(ILogger logger, long runId);

    [LoggerMessage(
        3005, LogLevel.Warning,
        "Full sync {RunId}: {Items} items came with fewer levels than their locationsCount; their other levels were left as they were and "
        + "will be looked up")]
    public static partial void LevelsMissing(ILogger logger, long runId, long items);

    [LoggerMessage(
        3007, LogLevel.Information, "The first full sync waits until the webhooks are subscribed, which the recovery timer does")]
    public static partial void FirstRunWaits(ILogger logger);

    [LoggerMessage(
        3006, LogLevel.Warning, "Full sync {RunId}: the file had {Lines} lines, but the bulk operation counted {ObjectCount} objects")]
    public static partial void ObjectCountDiffered(ILogger logger, long runId, long lines, long objectCount);

    [LoggerMessage(3010, LogLevel.Warning, "Full sync {RunId} waits for the end of the pause: its lease was let go")]
    public static partial void RunPaused(ILogger logger, long runId);

    [LoggerMessage(3008, LogLevel.Warning, "Full sync {RunId} goes on although {Refusal}: an operator has approved it")]
    public static partial void ShrinkApproved(ILogger logger, long runId, string refusal);

    [LoggerMessage(
        3009, LogLevel.Warning, "The full sync that was asked for did not end well, and its message is done all the same: {Reason}")]
    public static partial void RequestedRunEnded(ILogger logger, Exception exception, string reason);
}
