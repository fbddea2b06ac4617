using InventorySync.Tests.Support;

namespace InventorySync.Tests.Architecture;

/// <summary>The files that people write: of the product, its tests, its tools, its infrastructure and its documents.</summary>
internal static class SourceFiles
{
    private static readonly string[] Folders = ["InventorySync.Functions", "InventorySync.Tests", "tools", "infra", "docs"];

    /// <summary>What a build or a run leaves beside them.</summary>
    private static readonly string[] Made = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules"];

    /// <summary>Their paths from the root of the repository, with slashes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root).Select(Relative),
        .. Folders.SelectMany(folder => Under(Path.Combine(Repository.Root, folder))),
    ];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static IEnumerable<string> Under(string folder) => Directory.EnumerateFiles(folder)
        .Select(Relative)
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Made.Contains(Path.GetFileName(inner))).SelectMany(Under));

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
}
