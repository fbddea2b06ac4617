using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>The sources of the two stores.</summary>
internal static class StatementFiles
{
    public static IReadOnlyList<string> Engines { get; } = ["Sqlite", "SqlServer"];

    private static string Folder { get; } = Path.Combine(Repository.Root, "InventorySync.Functions", "Storage");

    /// <summary>The code of both stores, as what a batch of changes writes.</summary>
    public static IEnumerable<string> Shared { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Engines.Any(engine => file.Contains($"{Path.DirectorySeparatorChar}{engine}{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal)))
            .Select(File.ReadAllText),
    ];

    /// <summary>The files of one kind, by their paths below Storage/.</summary>
    public static IEnumerable<(string Path, string Text)> Of(string engine, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Folder, engine), pattern, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => (Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllText(file)));
}
