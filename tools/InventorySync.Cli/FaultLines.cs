using System.Data.Common;
using InventorySync.Composition;
using InventorySync.Shopify;

namespace InventorySync.Cli;

/// <summary>
/// What is wrong with this machine, these settings or the answer of another, as one clear line each, where a stack trace would hide it.
/// </summary>
internal static class FaultLines
{
    /// <returns>The lines; none if the fault is this program's, and has to go up.</returns>
    public static IReadOnlyList<string> LinesOf(Exception exception) =>
        exception is ShopifyCallException or DbException or IOException or UnauthorizedAccessException or InvalidDataException
            ? [exception.Message]
            : StartFaults.LinesOf(exception);
}
