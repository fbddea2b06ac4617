using System.Xml.Linq;
using InventorySync.Tests.Support;

namespace Tools.Tests;

/// <summary>What a tool refers to, directly or not, is what its user gets with it.</summary>
public sealed class CarriedProjectsTests
{
    [Theory]
    [InlineData("FunctionsHost", "PlayedTime")]
    [InlineData("InventorySync.Cli", "InventorySync.Functions", "Offline.ShopifySharp", "PlayedTime")]
    [InlineData("PlayedTime")]
    [InlineData("ShopifySimulator", "PlayedTime")]
    public void A_tool_carries_these_projects_and_no_others(string tool, params string[] carried) =>
        Assert.Equal(carried, CarriedBy(PathOf(tool)).Select(Path.GetFileNameWithoutExtension).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_text_of_the_host_names_this_app()
    {
        var made = $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}";
        var files = Directory.EnumerateFiles(Path.GetDirectoryName(PathOf("FunctionsHost"))!, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".sql" && !file.Contains(made, StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("Inventory", StringComparison.OrdinalIgnoreCase));
    }

    private static string PathOf(string tool) => Path.Combine(Repository.Root, "tools", tool, $"{tool}.csproj");

    private static IEnumerable<string> CarriedBy(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)))
        .SelectMany(other => CarriedBy(other).Append(other));
}
