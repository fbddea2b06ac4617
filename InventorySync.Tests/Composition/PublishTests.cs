using System.Diagnostics;
using System.Text.Json;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Composition;

/// <summary>What may leave this machine, decided by MSBuild before it compiles anything.</summary>
public sealed class PublishTests
{
    private const string App = "InventorySync.Functions";

    [Theory]
    [InlineData("publish")]
    [InlineData("pack")]
    [InlineData("build", "-p:DeployOnBuild=true")]
    [InlineData("msbuild", "-t:PrepareForPublish")]
    [InlineData("msbuild", "-t:Pack")]
    public async Task A_build_with_a_stand_in_is_neither_published_nor_packed(string verb, params string[] options)
    {
        var (exitCode, output) = await DotnetAsync([verb, App, "-nologo", "-p:OfflinePackages=true", .. options]);

        Assert.NotEqual(0, exitCode);
        var lines = output.Split('\n', StringSplitOptions.TrimEntries);
        var error = Assert.Single(lines.Where(line => line.Contains(" error ", StringComparison.Ordinal)).Distinct());
        Assert.Contains("so it must not be published or packed: use a package feed that has ShopifySharp", error, StringComparison.Ordinal);
        // As a build tells what it has made.
        Assert.DoesNotContain(" -> ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_or_a_benchmark_may_publish_it()
    {
        using var folder = new TempFolder();

        var published = folder.File("published");
        var (exitCode, output) = await DotnetAsync(
        [
            "msbuild", App, "-nologo", "-t:PrepareForPublish", "-p:OfflinePackages=true", "-p:AllowStandIns=true",
            $"-p:PublishDir={published}",
        ]);

        Assert.True(exitCode == 0, output);
        Assert.True(Directory.Exists(published));
    }

    /// <summary>Nothing that deploys lets a stand-in through.</summary>
    [Fact]
    public void No_workflow_and_no_deployment_allows_stand_ins() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "infra"), "*", SearchOption.AllDirectories))
            .Append(Path.Combine(Repository.Root, "azure.yaml")),
        file => Assert.DoesNotContain("AllowStandIns", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public async Task Publishing_builds_what_the_Functions_host_loads() =>
        Assert.Equal(("true", "true", ""), await EvaluateAsync("-p:OfflinePackages=false", "-p:_IsPublishing=true"));

    [Fact]
    public async Task What_the_Functions_host_loads_can_be_left_out_and_then_nothing_is_published()
    {
        var (hostFiles, sdk, refusal) = await EvaluateAsync("-p:OfflinePackages=false", "-p:FunctionsHostFiles=false");

        Assert.Equal(("false", "false"), (hostFiles, sdk));
        Assert.Contains("set FunctionsHostFiles=true", refusal, StringComparison.Ordinal);
    }

    /// <summary>The property of this repository, that of Worker.Sdk's targets which it sets, and why nothing may be published.</summary>
    private static async Task<(string HostFiles, string Sdk, string Refusal)> EvaluateAsync(params string[] options)
    {
        var (exitCode, output) = await DotnetAsync(
        [
            "msbuild", App, "-nologo", .. options,
            "-getProperty:FunctionsHostFiles", "-getProperty:_FunctionsBuildEnabled", "-getProperty:PublishRefusal",
        ]);
        Assert.True(exitCode == 0, output);
        using var json = JsonDocument.Parse(output);
        var properties = json.RootElement.GetProperty("Properties");
        return (Read("FunctionsHostFiles"), Read("_FunctionsBuildEnabled"), Read("PublishRefusal"));

        string Read(string name) => properties.GetProperty(name).GetString()!;
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_NOLOGO"] = "1" },
        };
        // They may be set for the run of these tests.
        foreach (var property in (string[])["OfflinePackages", "AllowStandIns", "FunctionsHostFiles"]) start.Environment.Remove(property);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await RealTime.ExitsAsync(process);
        return (process.ExitCode, output + await error);
    }
}
