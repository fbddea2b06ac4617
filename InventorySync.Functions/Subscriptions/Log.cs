using InventorySync.Shopify;
using Microsoft.Extensions.Logging;

namespace InventorySync.Subscriptions;

internal static partial class Log
{
    /// <summary><see cref="SubscriptionEvents.Repaired"/>.</summary>
    [LoggerMessage(EventId = SubscriptionEvents.Repaired, Message = "The webhook subscription of {Topic} to {Uri} was {Change}")]
    public static partial void SubscriptionRepaired(ILogger logger, LogLevel level, string topic, string uri, SubscriptionChange change);

    /// <summary><see cref="SubscriptionEvents.OtherVersion"/>.</summary>
    [LoggerMessage(
        SubscriptionEvents.OtherVersion,
        LogLevel.Warning,
        "The webhooks of {Topics} come in version {Version} of the API, but Shopify__ApiVersion is {ApiVersion}: "
        + "set the app's webhook version in the Dev Dashboard, or the setting")]
    public static partial void OtherVersion(ILogger logger, string topics, string version, string apiVersion);

    [LoggerMessage(
        4003,
        LogLevel.Information,
        "The webhook subscriptions are not looked after, since InventorySync__PublicUrl is not set: whoever made them has to see that they "
        + "stay")]
    public static partial void NotLookedAfter(ILogger logger);
}
