using InventorySync.Tests.Support;

namespace InventorySync.Tests.Architecture;

/// <summary>Who knows one engine of the store finds the same operation in the other at the same place.</summary>
public sealed class StoreFolderTests
{
    private static readonly string[] Engines = ["Sqlite", "SqlServer"];

    /// <summary>The operations of the store, and how each engine connects.</summary>
    private static readonly string[] Operations = [.. FoldersOf("").Except([.. Engines, "Shared"]), "Connection"];

    public static TheoryData<string> EachEngine => [.. Engines];

    /// <summary>What an operation promises is said once for both engines: its folder has the role.</summary>
    [Fact]
    public void An_operation_has_a_role() => Assert.All(
        Operations.Except(["Connection"]),
        operation => Assert.NotEmpty(Directory.GetFiles(FolderOf(operation), "I*Store.cs")));

    [Theory]
    [MemberData(nameof(EachEngine))]
    public void An_engine_has_the_folders_of_the_operations(string engine) => Assert.Empty(Differences(FoldersOf(engine)));

    [Fact]
    public void A_folder_too_many_and_a_missing_one_are_found() =>
        Assert.Equal(["FullSync", "Rows"], Differences([.. Operations.Except(["FullSync"]), "Rows"]));

    private static IEnumerable<string> Differences(IReadOnlyCollection<string> folders) =>
        folders.Except(Operations).Concat(Operations.Except(folders)).Order(StringComparer.Ordinal);

    private static IReadOnlyCollection<string> FoldersOf(string engine) =>
    [
        .. Directory.GetDirectories(FolderOf(engine)).Select(folder => Path.GetFileName(folder)),
    ];

    private static string FolderOf(string name) => Path.Combine(Repository.Root, "InventorySync.Functions", "Storage", name);
}
