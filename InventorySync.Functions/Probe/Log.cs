using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Probe;

internal static partial class Log
{
    [LoggerMessage(
        6001, LogLevel.Warning,
        "Item {InventoryItemId} ({Skus}) was not what Shopify has for longer than a minute ({Cause}), and was repaired: "
        + "availability {OldAvailable} -> {NewAvailable}")]
    public static partial void Repaired(
        ILogger logger, long inventoryItemId, string skus, ProbeCause cause, int? oldAvailable, int? newAvailable);

    [LoggerMessage(
        6002, LogLevel.Error,
        "{Wrong} of {Checked} items that were probed were not what Shopify has: all others must be doubted as well; "
        + "a full sync is asked for: {Asks}")]
    public static partial void Alarming(ILogger logger, int wrong, int @checked, bool asks);

    [LoggerMessage(6003, LogLevel.Warning, "The probe could not ask Shopify: {Reason}")]
    public static partial void ProbeFailed(ILogger logger, Exception exception, string reason);
}
