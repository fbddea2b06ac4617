using Microsoft.Extensions.Logging;

namespace InventorySync.Webhooks;

internal static partial class Log
{
    [LoggerMessage(
        1001, LogLevel.Warning,
        "A webhook ({Topic}) was refused: its signature was missing ({SignatureMissing}) or was by none of the secrets")]
    public static partial void WebhookUnauthorized(ILogger logger, string topic, bool signatureMissing);

    [LoggerMessage(1002, LogLevel.Warning, "A webhook of shop {ShopDomain} was dropped: this app keeps the stock of {OwnShopDomain}")]
    public static partial void WebhookOfOtherShop(ILogger logger, string? shopDomain, string ownShopDomain);

    [LoggerMessage(1003, LogLevel.Warning, "Webhook {WebhookId} ({Topic}) could not be read and was recorded: {Reason}")]
    public static partial void WebhookRejected(ILogger logger, string topic, string? webhookId, string reason);
}
