using InventorySync.Tests.Support;

namespace InventorySync.Tests.DevRunner;

/// <summary>A build takes seconds even where there is nothing to do, so `dotnet dev.cs` starts none then.</summary>
public sealed class UpToDateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>In a checkout that has everything but projects, which would take longer.</summary>
    [Fact]
    public async Task A_new_a_changed_and_a_deleted_file_are_built_and_nothing_else_is()
    {
        File.Copy(Path.Combine(Repository.Root, "dev.cs"), _folder.File("dev.cs"));
        await File.WriteAllTextAsync(_folder.File("Directory.Packages.props"), "<Project />");
        await File.WriteAllTextAsync(_folder.File("OfflinePackages.props"), "<!-- Asked for: . -->");
        await File.WriteAllTextAsync(_folder.File("InventorySync.sln"), "Microsoft Visual Studio Solution File, Format Version 12.00\n");
        Directory.CreateDirectory(_folder.File("infra"));
        Assert.True(await IsBuiltAsync());

        await File.WriteAllTextAsync(_folder.File("README.md"), "Not built in.");
        Assert.False(await IsBuiltAsync());

        await File.WriteAllTextAsync(_folder.File("host.json"), "{}");
        Assert.True(await IsBuiltAsync());

        await File.WriteAllTextAsync(_folder.File("host.json"), "{ }");
        Assert.True(await IsBuiltAsync());

        File.Delete(_folder.File("host.json"));
        Assert.True(await IsBuiltAsync());
    }

    private async Task<bool> IsBuiltAsync()
    {
        var (exitCode, output) = await TaskRunner.RunAsync(_folder.Root, "build");
        Assert.Equal(0, exitCode);
        return output.Contains("Built ", StringComparison.Ordinal);
    }
}
