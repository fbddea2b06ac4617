using InventorySync.Shopify;

namespace InventorySync.FullSync;

/// <summary>
/// What follows from the way a bulk operation ended, in words for the run's error. Nothing of it is ever loaded.
/// </summary>
internal static class BulkEnds
{
    private const string AgainByItself = "Nothing is to be done: the recovery timer starts another run in some minutes.";

    public static string Advice(BulkOperation ended) => ended switch
    {
        { IsCanceled: true } => $"Shopify canceled it a second time, as it does with one that stalls. {AgainByItself}",
        { Status: "EXPIRED" } => $"Its result is older than seven days, and gone. {AgainByItself}",
        { ErrorCode: "ACCESS_DENIED" } => ShopifyAdvice.BulkAccessDenied,
        { ErrorCode: "INTERNAL_SERVER_ERROR" } => $"The fault is Shopify's. {AgainByItself}",
        { ErrorCode: "TIMEOUT" } =>
            $"The query took Shopify too long. {AgainByItself} If it stays so, ask Shopify's support with the operation's id.",
        _ => AgainByItself,
    };
}
