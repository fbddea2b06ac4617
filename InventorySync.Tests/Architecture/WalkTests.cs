using System.Text.RegularExpressions;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Architecture;

/// <summary>docs/walk.md names the files that decide something. It leads nobody to a file that is gone.</summary>
public sealed partial class WalkTests
{
    private static readonly string[] Walks =
        ["One webhook, to the queue", "One webhook, from the queue to the tables", "One full sync", "One `sku`", "One `status`"];

    [Fact]
    public void Every_file_of_the_walk_is_there() =>
        Assert.All(FilesIn(SourceFiles.Read("docs/walk.md")), file => Assert.True(Exists(file), file));

    [Fact]
    public void What_the_text_between_names_is_there_too() =>
        Assert.All(NamedIn(SourceFiles.Read("docs/walk.md")), named => Assert.True(Exists(named), named));

    [Fact]
    public void Every_walk_names_files() => Assert.All(
        Walks,
        walk => Assert.NotEmpty(FilesIn(
            SourceFiles.Read("docs/walk.md").Split("\n## ").Single(part => part.StartsWith(walk + "\n", StringComparison.Ordinal)))));

    [Fact]
    public void A_file_that_is_gone_is_found() =>
        Assert.Equal(
            ["Webhooks/Gone.cs"], FilesIn("- `Webhooks/WebhookReceiver.cs`: a\n- `Webhooks/Gone.cs`: b\n").Where(file => !Exists(file)));

    [Theory]
    [InlineData("Paths are below `InventorySync.Functions/`, and `Storage/SqlServer` is one", "")]
    [InlineData("The verb `sku` (`tools/InventorySync.Cli/Operations`: `SkuCommand`) answers as `api/sku` does", "")]
    [InlineData("- `Webhooks/WebhookBody.cs`: see `Webhooks/Gone.cs` and `Storage/Gone`", "Webhooks/Gone.cs, Storage/Gone")]
    [InlineData("`GoneFunction` is its twin", "GoneFunction")]
    public void A_file_a_folder_or_a_class_that_is_gone_is_found_anywhere_in_the_text(string text, string gone) =>
        Assert.Equal(gone, string.Join(", ", NamedIn(text).Where(named => !Exists(named))));

    /// <summary>From the root or from the app's folder; a class by its file.</summary>
    private static bool Exists(string named) => named.Contains('/', StringComparison.Ordinal)
        ? Path.Exists(Path.Combine(Repository.Root, named)) || Path.Exists(Path.Combine(Repository.Root, "InventorySync.Functions", named))
        : SourceFiles.All.Any(file => file.EndsWith($"/{named}.cs", StringComparison.Ordinal));

    /// <summary>All that is written as code and is a path or a class, but no address of the app's.</summary>
    private static IEnumerable<string> NamedIn(string text) => Code().Matches(text)
        .Select(match => match.Groups["code"].Value)
        .Where(code => !code.StartsWith("api/", StringComparison.Ordinal))
        .Where(code => code.Contains('/', StringComparison.Ordinal) || Class().IsMatch(code));

    private static IEnumerable<string> FilesIn(string text) => Line().Matches(text).Select(match => match.Groups["file"].Value);

    [GeneratedRegex("^- `(?<file>[^`]+)`: ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex("^([A-Z][a-z]+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Class();
}
