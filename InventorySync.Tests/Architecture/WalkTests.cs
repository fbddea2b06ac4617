using System.Text.RegularExpressions;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Architecture;

/// <summary>docs/walk.md names the files that decide something. It leads nobody to a file that is gone.</summary>
public sealed partial class WalkTests
{
    private static readonly string[] Walks =
        ["One webhook, to the queue", "One webhook, from the queue to the tables", "One full sync", "One `sku`"];

    [Fact]
    public void Every_file_of_the_walk_is_there() =>
        Assert.All(FilesIn(SourceFiles.Read("docs/walk.md")), file => Assert.True(Exists(file), file));

    [Fact]
    public void Every_walk_names_files() => Assert.All(
        Walks,
        walk => Assert.NotEmpty(FilesIn(
            SourceFiles.Read("docs/walk.md").Split("\n## ").Single(part => part.StartsWith(walk + "\n", StringComparison.Ordinal)))));

    [Fact]
    public void A_file_that_is_gone_is_found() =>
        Assert.Equal(
            ["Webhooks/Gone.cs"], FilesIn("- `Webhooks/WebhookReceiver.cs`: a\n- `Webhooks/Gone.cs`: b\n").Where(file => !Exists(file)));

    private static bool Exists(string file) => File.Exists(Path.Combine(Repository.Root, "InventorySync.Functions", file));

    private static IEnumerable<string> FilesIn(string text) => Line().Matches(text).Select(match => match.Groups["file"].Value);

    [GeneratedRegex("^- `(?<file>[^`]+)`: ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
