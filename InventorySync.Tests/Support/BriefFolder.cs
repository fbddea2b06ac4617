namespace InventorySync.Tests.Support;

/// <summary>
/// The folder of files that live for a test: in memory, if the system has such a place with room. A flush to the disk costs more than most
/// tests.
/// </summary>
internal static class BriefFolder
{
    private const string InMemory = "/dev/shm";

    /// <summary>More than all tests that run at a time need; a container may have as little as 64 MiB.</summary>
    private const long EnoughBytes = 1L << 30;

    public static DirectoryInfo Create() => Directory.Exists(InMemory) && new DriveInfo(InMemory).AvailableFreeSpace > EnoughBytes
        ? Directory.CreateDirectory(Path.Combine(InMemory, $"inventorysync-tests-{Path.GetRandomFileName()}"))
        : Directory.CreateTempSubdirectory("inventorysync-tests-");
}
