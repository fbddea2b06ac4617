using InventorySync.Merging;
using Microsoft.Extensions.Logging;

namespace InventorySync.LookUps;

internal static partial class Log
{
    [LoggerMessage(
        1103, LogLevel.Information,
        "Item {InventoryItemId} ({Skus}) was looked up: {Reason}, availability {OldAvailable} -> {NewAvailable}, answered {IsAnswered}")]
    public static partial void LookedUp(
        ILogger logger, long inventoryItemId, string skus, LookUpReason reason, int? oldAvailable, int? newAvailable, bool isAnswered);

    [LoggerMessage(
        1107, LogLevel.Information,
        "Product {ProductId} was looked up: {Reason}, {VariantsChanged} variants changed, answered {IsAnswered}")]
    public static partial void ProductLookedUp(ILogger logger, long productId, LookUpReason reason, int variantsChanged, bool isAnswered);

    [LoggerMessage(1104, LogLevel.Warning, "{Count} look-ups failed and will be tried again: {Reason}")]
    public static partial void LookUpsFailed(ILogger logger, Exception exception, int count, string reason);

    [LoggerMessage(1114, LogLevel.Error, "The answer of the look-up of {Kind} {Id} could not be applied and will be tried again: {Reason}")]
    public static partial void AnswerNotApplied(ILogger logger, Exception exception, LookUpKind kind, long id, string reason);
}
