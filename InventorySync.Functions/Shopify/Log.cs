using Microsoft.Extensions.Logging;

namespace InventorySync.Shopify;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "{Query} was not answered ({Why}) at try {Tries} and is repeated in {Seconds} s")]
    public static partial void CallWillBeRepeated(ILogger logger, string query, string why, int tries, double seconds);

    [LoggerMessage(
        2002, LogLevel.Warning,
        "The Admin API answered in version {AnsweredBy}, not in {Asked}: Shopify does not support that one, "
        + "so set Shopify__ApiVersion to one that it does")]
    public static partial void OtherApiVersionAnswered(ILogger logger, string asked, string answeredBy);
}
