using InventorySync.Tests.Support;

namespace InventorySync.Tests.Architecture;

/// <summary>Who knows one engine of the store finds the same operation in the other at the same place.</summary>
public sealed class StoreFolderTests
{
    /// <summary>The operations of the store, and how each engine connects.</summary>
    private static readonly string[] Operations =
    [
        "Changes", "Connection", "Drift", "Explain", "FullSync", "LookUps", "Observations", "Operations", "Probe", "Schema", "Status",
        "Subscriptions",
    ];

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void An_engine_has_the_folders_of_the_operations(string engine) => Assert.Empty(Differences(FoldersOf(engine)));

    [Fact]
    public void A_folder_too_many_and_a_missing_one_are_found() =>
        Assert.Equal(["Changes", "Rows"], Differences([.. Operations.Skip(1), "Rows"]));

    private static IEnumerable<string> Differences(IReadOnlyCollection<string> folders) =>
        folders.Except(Operations).Concat(Operations.Except(folders)).Order(StringComparer.Ordinal);

    private static IReadOnlyCollection<string> FoldersOf(string engine) =>
    [
        .. Directory.GetDirectories(Path.Combine(Repository.Root, "InventorySync.Functions", "Storage", engine))
            .Select(folder => Path.GetFileName(folder)),
    ];
}
