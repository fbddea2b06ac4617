namespace InventorySync.Tests.Architecture;

/// <summary>A folder can be read at a glance: it has at most 25 files.</summary>
public sealed class FolderSizeTests
{
    private const int MostFiles = 25;

    [Fact]
    public void A_folder_has_at_most_25_files() => Assert.Empty(TooLarge(SourceFiles.All));

    [Fact]
    public void A_folder_of_26_files_is_found_and_one_of_25_is_not()
    {
        var files = Enumerable.Range(0, 26).Select(n => $"docs/large/{n}.md").Concat(Enumerable.Range(0, 25).Select(n => $"docs/{n}.md"));

        Assert.Equal(["docs/large"], TooLarge(files));
    }

    private static IEnumerable<string> TooLarge(IEnumerable<string> files) => files
        .GroupBy(file => file[..Math.Max(0, file.LastIndexOf('/'))], StringComparer.Ordinal)
        .Where(folder => folder.Count() > MostFiles)
        .Select(folder => folder.Key);
}
