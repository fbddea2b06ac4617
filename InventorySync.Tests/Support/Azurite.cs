using System.Diagnostics;

namespace InventorySync.Tests.Support;

/// <summary>Where Azurite comes from: npm, once for each version, into the git-ignored artifacts.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/storage/common/storage-install-azurite</remarks>
internal static class Azurite
{
    /// <summary>The last one that runs on the Node.js of current Linux distributions; 3.36 and later ask for Node.js 22.</summary>
    private const string Version = "3.35.0";

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "azurite", Version);

    /// <summary>Two classes may need it at once, and one of them installs it.</summary>
    private static readonly SemaphoreSlim OneInstallation = new(1, 1);

    /// <summary>What the command <c>azurite</c> starts: blobs, queues and tables.</summary>
    public static string AllServices => Path.Combine(Folder, "node_modules", "azurite", "dist", "src", "azurite.js");

    public static string QueueService => Path.Combine(Folder, "node_modules", "azurite", "dist", "src", "queue", "main.js");

    /// <returns>Null if Azurite can run here, or must: where the environment says so, a missing Node.js fails the tests.</returns>
    public static string? WhyNot()
    {
        if (Environment.GetEnvironmentVariable("INVENTORYSYNC_REQUIRE_AZURITE") is "1") return null;
        return OnPath("node") is null || (!File.Exists(QueueService) && OnPath("npm") is null)
            ? "Azurite needs Node.js and npm, which are not on the PATH"
            : null;
    }

    /// <param name="program"><see cref="AllServices"/> or <see cref="QueueService"/>.</param>
    /// <param name="options">Its command line.</param>
    public static async Task<RunningAzurite> StartAsync(string program, params IEnumerable<string> options)
    {
        await OneInstallation.WaitAsync();
        try
        {
            if (!File.Exists(QueueService)) await InstallAsync();
        }
        finally
        {
            OneInstallation.Release();
        }

        return await RunningAzurite.ListeningAsync(Start(Needed("node"), [program, .. options], Folder));
    }

    /// <summary>Installed beside and then moved: a run that is stopped in the middle leaves nothing that looks complete.</summary>
    private static async Task InstallAsync()
    {
        var beside = Directory.CreateDirectory($"{Folder}.{Environment.ProcessId}").FullName;
        using var npm = Start(
            Needed("npm"),
            ["install", "--prefix", beside, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error", $"azurite@{Version}"],
            beside);
        var error = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await RealTime.ExitsAsync(npm);
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm could not install azurite@{Version}: {await error}");

        if (Directory.Exists(Folder)) Directory.Delete(beside, recursive: true); // another run was faster
        else Directory.Move(beside, Folder);
    }

    private static Process Start(string program, string[] arguments, string folder) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

    private static string Needed(string program) =>
        OnPath(program)
        ?? throw new InvalidOperationException($"{program} is not on the PATH, and INVENTORYSYNC_REQUIRE_AZURITE=1 asks for Azurite.");

    private static string? OnPath(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{program}.exe", $"{program}.cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
