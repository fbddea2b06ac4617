using System.Diagnostics;
using System.Text.Json;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Composition;

/// <summary>What may leave this machine, decided by MSBuild before it compiles anything.</summary>
public sealed class PublishTests
{
    private const string App = "InventorySync.Functions";
    private const string StandIn = "so it must not be published or packed: use a package feed that has ShopifySharp";
    private const string NoHostFiles = "so it can be neither published nor run by Core Tools: set FunctionsHostFiles=true";

    /// <summary>Where the app lies that these tests were built with.</summary>
    private static string BuiltFolder => Path.GetDirectoryName(WorkerHost.App)!;

    [Theory]
    [InlineData("publish")]
    [InlineData("pack")]
    [InlineData("build", "-p:DeployOnBuild=true")]
    [InlineData("build", "--output", "bin/core-tools")]
    [InlineData("msbuild", "-t:PrepareForPublish")]
    [InlineData("msbuild", "-t:Pack")]
    public async Task A_build_with_a_stand_in_is_neither_published_nor_packed(string verb, params string[] options)
    {
        var (exitCode, output) = await DotnetAsync([verb, App, "-nologo", "-p:OfflinePackages=true", .. options]);

        AssertRefused(StandIn, exitCode, output);
    }

    /// <summary>An earlier build, which had a stand-in, leaves files that the properties of a later command do not tell of.</summary>
    [Theory]
    [InlineData(StandIn, "functions.metadata", "Offline.ShopifySharp.dll")]
    [InlineData("has no functions.metadata, which the Functions host loads: build with FunctionsHostFiles=true", "ShopifySharp.dll")]
    public async Task What_an_earlier_build_made_is_not_published_where_it_is_not_whole(string refusal, params string[] built)
    {
        var (exitCode, output) = await LeaveUnbuiltAsync(built, "publish", App, "--no-build");

        AssertRefused(refusal, exitCode, output);
    }

    [Fact]
    public async Task What_an_earlier_build_made_may_leave_where_it_is_whole()
    {
        var (exitCode, output) = await LeaveUnbuiltAsync(
            ["functions.metadata", "ShopifySharp.dll"], "msbuild", App, "-t:RefuseStandIns", "-p:NoBuild=true", "-p:_IsPublishing=true");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void The_files_of_a_build_tell_whether_it_has_the_package_or_the_stand_in() =>
        Assert.NotEqual(HasFile("ShopifySharp.dll"), HasFile("Offline.ShopifySharp.dll"));

    [Fact]
    public async Task A_test_may_publish_what_it_runs()
    {
        using var folder = new TempFolder();

        var configuration = Path.GetFileName(Path.GetDirectoryName(BuiltFolder))!;
        var (exitCode, output) = await DotnetAsync(
        [
            "publish", App, "-nologo", "--no-build", "--configuration", configuration, "--output", folder.Root, "-p:AllowStandIns=true",
            "-p:FunctionsHostFiles=false", "-p:GenerateDocumentationFile=false",
            $"-p:OfflinePackages={(HasFile("Offline.ShopifySharp.dll") ? "true" : "false")}",
        ]);

        Assert.True(exitCode == 0, output);
        Assert.True(File.Exists(folder.File("InventorySync.Functions.dll")), output);
        Assert.True(File.Exists(folder.File("host.json")), output);
    }

    /// <summary>Nothing that deploys lets a stand-in through.</summary>
    [Fact]
    public void No_workflow_and_no_deployment_allows_stand_ins() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "infra"), "*", SearchOption.AllDirectories))
            .Append(Path.Combine(Repository.Root, "azure.yaml")),
        file => Assert.DoesNotContain("AllowStandIns", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public async Task What_the_Functions_host_loads_is_built_unless_a_switch_leaves_it_out()
    {
        Assert.Equal(("true", "true", ""), await EvaluateAsync("-p:OfflinePackages=false"));

        var (hostFiles, sdk, refusal) = await EvaluateAsync("-p:OfflinePackages=false", "-p:FunctionsHostFiles=false");
        Assert.Equal(("false", "false"), (hostFiles, sdk));
        Assert.Contains(NoHostFiles, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_published_without_what_the_Functions_host_loads()
    {
        var (exitCode, output) = await DotnetAsync(
            ["publish", App, "-nologo", "-p:OfflinePackages=false", "-p:FunctionsHostFiles=false"]);

        AssertRefused(NoHostFiles, exitCode, output);
    }

    /// <summary>It would restore and build a project of the host's, which no test needs.</summary>
    [Fact]
    public void The_build_of_the_tests_leaves_out_what_the_Functions_host_loads() => Assert.False(
        HasFile("functions.metadata"), "These tests were built without FunctionsHostFiles=false: run them by `dotnet dev.cs test`.");

    private static bool HasFile(string name) => File.Exists(Path.Combine(BuiltFolder, name));

    private static void AssertRefused(string refusal, int exitCode, string output)
    {
        Assert.NotEqual(0, exitCode);
        var lines = output.Split('\n', StringSplitOptions.TrimEntries);
        var error = Assert.Single(lines.Where(line => line.Contains(" error ", StringComparison.Ordinal)).Distinct());
        Assert.Contains(refusal, error, StringComparison.Ordinal);
        // As a build tells what it has made.
        Assert.DoesNotContain(" -> ", output, StringComparison.Ordinal);
    }

    /// <summary>Where an earlier build, which had the package by its properties, has made these files.</summary>
    private static async Task<(int ExitCode, string Output)> LeaveUnbuiltAsync(string[] built, params IEnumerable<string> command)
    {
        using var folder = new TempFolder();
        foreach (var file in built) await File.WriteAllTextAsync(folder.File(file), "");
        return await DotnetAsync([.. command, "-nologo", "-p:OfflinePackages=false", $"-p:OutDir={folder.Root}/"]);
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
