using System.Text;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>
/// Text for programs: as it is, whatever the console's width. A console breaks a long line where its window ends, within a JSON string too.
/// </summary>
internal static class UnbrokenText
{
    public static void WriteUnbroken(this IAnsiConsole console, string text)
    {
        console.Profile.Out.Writer.Write(text);
        console.Profile.Out.Writer.WriteLine();
    }

    /// <param name="utf8">In UTF-8.</param>
    public static void WriteUnbroken(this IAnsiConsole console, byte[] utf8) => console.WriteUnbroken(Encoding.UTF8.GetString(utf8));
}
