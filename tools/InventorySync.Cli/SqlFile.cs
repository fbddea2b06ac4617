using InventorySync.Inventory;

namespace InventorySync.Cli;

/// <summary>The texts of the .sql files that lie beside a class, and that the build embeds.</summary>
internal static class SqlFile
{
    public static string Read(Type beside, string name) => new EmbeddedText(beside.Assembly, beside.Namespace!, ".sql")[name];
}
