namespace InventorySync.Tests.Architecture;

/// <summary>An analyzer is obeyed. Where it is not, the file is in this list and the line gives the reason.</summary>
public sealed class PragmaTests
{
    /// <summary>This file has examples and no pragma of its own.</summary>
    private const string ThisFile = "InventorySync.Tests/Architecture/PragmaTests.cs";

    private static readonly string[] Listed =
    [
        "InventorySync.Functions/Composition/InventorySyncServices.cs",
        "InventorySync.Tests/Convergence/Planted/Fault.cs",
        "InventorySync.Tests/Convergence/Planted/OtherwiseStore.cs",
        "InventorySync.Tests/Convergence/StoreCalls.cs",
        "InventorySync.Tests/Convergence/TableReader.cs",
        "InventorySync.Tests/Storage/RuleUnderTest.cs",
        "InventorySync.Tests/Storage/SqlServer/SqlServerFixture.cs",
        "tools/Benchmarks/Figures/BulkReading.cs",
        "tools/Benchmarks/Figures/DeltaWrite.cs",
        "tools/Benchmarks/Figures/WebhookParsing.cs",
        "tools/Benchmarks/Samples/BareStatements.cs",
        "tools/InventorySync.Cli/Databases/GrantCommand.cs",
        "tools/LocalRun/Rehearse/Stage.cs",
        "tools/LocalRun/Rehearse/StoreSwitch.cs",
    ];

    [Fact]
    public void Only_the_listed_files_have_a_pragma() =>
        Assert.Equal(Listed.Order(StringComparer.Ordinal), Files().Where(HasPragma).Order(StringComparer.Ordinal));

    [Fact]
    public void A_pragma_gives_its_reason_on_its_line() =>
        Assert.Empty(Listed.SelectMany(file => WithoutReason(SourceFiles.Read(file)).Select(line => $"{file}: {line}")));

    [Theory]
    [InlineData("#pragma warning disable CA2100")]
    [InlineData("    #pragma warning disable CA2100 //")]
    public void A_pragma_without_a_reason_is_found(string line) => Assert.Equal([line.Trim()], WithoutReason(line));

    [Theory]
    [InlineData("#pragma warning disable CA2100 // the text is this file's")]
    [InlineData("#pragma warning restore CA2100")]
    public void A_pragma_with_a_reason_and_the_end_of_one_are_left_alone(string line) => Assert.Empty(WithoutReason(line));

    [Fact]
    public void A_file_with_a_pragma_is_found() => Assert.NotEmpty(Pragmas("class C;\n  #pragma warning disable CA1000\nclass D;"));

    private static IEnumerable<string> Files() =>
        SourceFiles.All.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && file != ThisFile);

    private static bool HasPragma(string file) => Pragmas(SourceFiles.Read(file)).Any();

    private static IEnumerable<string> Pragmas(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("#pragma", StringComparison.Ordinal));

    private static IEnumerable<string> WithoutReason(string text) => Pragmas(text)
        .Where(line => line.StartsWith("#pragma warning disable", StringComparison.Ordinal))
        .Where(line => !line[..^1].Contains("// ", StringComparison.Ordinal));
}
