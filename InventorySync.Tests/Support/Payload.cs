using System.Text.RegularExpressions;

namespace InventorySync.Tests.Support;

/// <summary>A body as it travels: a file of InventorySync.Tests/Payloads, without the white space between its parts.</summary>
internal static partial class Payload
{
    private static readonly string Folder = Path.Combine(Repository.Root, "InventorySync.Tests", "Payloads");

    /// <param name="name">Of the file, with its folder; that of a recorded webhook is its topic.</param>
    public static string Read(string name) =>
        TextOrSpace().Replace(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), match => match.Groups["text"].Value);

    /// <summary>Texts are matched so that their own white space is left alone.</summary>
    [GeneratedRegex(@"(?<text>""(?:[^""\\]|\\.)*"")|\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextOrSpace();
}
