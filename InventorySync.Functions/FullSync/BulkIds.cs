using InventorySync.Inventory;
using InventorySync.Shopify;

namespace InventorySync.FullSync;

/// <summary>Ids and times of a line, which it must have.</summary>
internal static class BulkIds
{
    /// <exception cref="FormatException">It is missing, or no id.</exception>
    public static long Number(string? gid) => Gid.TryNumber(gid, out var id) ? id : throw new FormatException($"\"{gid}\" is no id");

    /// <exception cref="FormatException">It is missing, or no time with an offset.</exception>
    public static UnixTime Time(string? text) => UnixTime.TryParse(text, out var time) ? time : throw new FormatException($"\"{text}\" is no time");
}
