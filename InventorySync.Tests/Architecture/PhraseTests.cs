using System.Text.RegularExpressions;

namespace InventorySync.Tests.Architecture;

/// <summary>Phrases that a colleague has to read twice are written no more. Those that are there become fewer.</summary>
public sealed class PhraseTests
{
    /// <summary>The one file that has to name them.</summary>
    private const string ThisFile = "InventorySync.Tests/Architecture/PhraseTests.cs";

    private static readonly string[] Extensions = [".cs", ".sql", ".md", ".bicep", ".kql", ".json", ".csproj", ".props", ".targets"];

    private static readonly string[] Phrases =
        ["it is none", "is none.", "of before", "whoever", "anew", "by lot", "let go of", "how many-eth"];

    private static readonly Regex[] Patterns = [.. Phrases.Select(PatternOf)];

    /// <summary>
    /// How many each room, or each folder outside the app, has. Fewer: lower the number, so that they stay away. More: say it otherwise.
    /// </summary>
    private static readonly Dictionary<string, int> Allowed = new(StringComparer.Ordinal)
    {
        [""] = 3,
        ["InventorySync.Functions/Inventory"] = 1,
        ["InventorySync.Functions/Shopify"] = 5,
        ["InventorySync.Functions/Status"] = 2,
        ["InventorySync.Functions/Storage"] = 29,
        ["InventorySync.Functions/Subscriptions"] = 1,
        ["InventorySync.Functions/Telemetry"] = 2,
        ["InventorySync.Functions/Triggers"] = 3,
        ["InventorySync.Functions/Webhooks"] = 1,
        ["InventorySync.Tests/Convergence"] = 1,
        ["InventorySync.Tests/Shopify"] = 4,
        ["InventorySync.Tests/Storage"] = 1,
        ["InventorySync.Tests/Support"] = 2,
        ["InventorySync.Tests/Webhooks"] = 2,
        ["docs"] = 7,
        ["docs/decisions"] = 5,
        ["infra"] = 3,
        ["tools/Benchmarks"] = 2,
        ["tools/FunctionsHost"] = 4,
        ["tools/InventorySync.Cli"] = 12,
        ["tools/LocalRun"] = 2,
        ["tools/ShopifySimulator"] = 11,
    };

    [Fact]
    public void The_phrases_become_fewer_in_every_folder()
    {
        var found = SourceFiles.All
            .Where(file => file != ThisFile && Extensions.Contains(Path.GetExtension(file)))
            .GroupBy(FolderOf, file => Count(SourceFiles.Read(file)), StringComparer.Ordinal)
            .ToDictionary(folder => folder.Key, folder => folder.Sum(), StringComparer.Ordinal);

        string[] different = [.. Allowed.Keys.Union(found.Where(folder => folder.Value > 0).Select(folder => folder.Key))
            .Select(folder => (Folder: folder, Allowed: Allowed.GetValueOrDefault(folder), Found: found.GetValueOrDefault(folder)))
            .Where(folder => folder.Allowed != folder.Found)
            .Select(folder => $"{folder.Folder}: {folder.Found} instead of {folder.Allowed}")];

        Assert.True(different.Length == 0, string.Join('\n', different));
    }

    [Theory]
    [InlineData("/// <exception cref=\"FormatException\">It is none.</exception>", 2)]
    [InlineData("// the one of before, whoever made it", 2)]
    [InlineData("/// what is left of\n    /// before", 1)]
    [InlineData("the text says \"let \"\n    + \"go of\"", 1)]
    [InlineData("begun anew, drawn by lot, on the how many-eth try", 3)]
    [InlineData("there is none, of beforehand, anewly, by lots: other words", 0)]
    public void A_phrase_is_found_as_whole_words_also_over_the_end_of_a_line(string text, int count) => Assert.Equal(count, Count(text));

    private static int Count(string text) => Patterns.Sum(pattern => pattern.Count(text));

    /// <summary>The room of a file of the app; of others the folder, two deep at most.</summary>
    private static string FolderOf(string file)
    {
        var parts = file.Split('/');
        return string.Join('/', parts[..Math.Min(2, parts.Length - 1)]);
    }

    /// <summary>Between two words of a phrase a line may end, and a comment or a string go on.</summary>
    private static Regex PatternOf(string phrase) => new(
        $@"(?<!\w){string.Join(@"\W+", phrase.Split(' ').Select(Regex.Escape))}{(phrase.EndsWith('.') ? "" : @"(?!\w)")}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(10));
}
