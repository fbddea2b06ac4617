namespace InventorySync.Tests.Architecture;

/// <summary>Lines have at most 140 characters: in C#, SQL and Bicep, and in Markdown outside tables.</summary>
public sealed class LineLengthTests
{
    private const int MostCharacters = 140;

    private static readonly string[] Extensions = [".cs", ".sql", ".bicep", ".md"];

    [Fact]
    public void A_line_has_at_most_140_characters() => Assert.Empty(
        SourceFiles.All
            .Where(file => Extensions.Contains(Path.GetExtension(file)))
            .SelectMany(file => LongLines(file, SourceFiles.Read(file))));

    [Theory]
    [InlineData("a.cs", 140, 0)]
    [InlineData("a.cs", 141, 1)]
    [InlineData("a.sql", 141, 1)]
    [InlineData("a.bicep", 141, 1)]
    [InlineData("a.md", 141, 1)]
    public void A_longer_line_is_found(string file, int length, int found) =>
        Assert.Equal(found, LongLines(file, $"short\n{new string('x', length)}\nshort").Count());

    [Fact]
    public void The_end_of_the_line_is_not_counted() => Assert.Empty(LongLines("a.cs", new string('x', MostCharacters) + "\r\n"));

    [Fact]
    public void A_row_of_a_table_may_be_longer() => Assert.Empty(LongLines("a.md", $"| {new string('x', MostCharacters)} |"));

    private static IEnumerable<string> LongLines(string file, string text) => text
        .Split('\n')
        .Select((line, index) => (Text: line.TrimEnd('\r'), Number: index + 1))
        .Where(line => line.Text.Length > MostCharacters)
        .Where(line => Path.GetExtension(file) != ".md" || !line.Text.TrimStart().StartsWith('|'))
        .Select(line => $"{file}:{line.Number}");
}
