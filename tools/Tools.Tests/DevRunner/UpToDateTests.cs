using System.Diagnostics;
using InventorySync.Tests.Support;

namespace Tools.Tests.DevRunner;

/// <summary>A build takes seconds even where there is nothing to do, so `dotnet dev.cs` starts none then.</summary>
[Collection(SmallCheckout.Tests)]
public sealed class UpToDateTests
{
    private readonly SmallCheckout _checkout;

    public UpToDateTests(SmallCheckout checkout)
    {
        _checkout = checkout;
        _checkout.Renew();
    }

    [Fact]
    public async Task A_verb_builds_what_is_new_changed_or_gone_and_leaves_a_build_with_all_checks_alone()
    {
        var (exitCode, _, error) = await TaskRunner.RunAsync(_checkout.Root, "build");
        Assert.True(exitCode == 0, error);
        Assert.Contains("Built 2 projects", error, StringComparison.Ordinal);
        // It serves the verbs as well.
        Assert.Equal(("first", false), await StatusAsync());

        _checkout.Write("README.md", "Not built in.");
        _checkout.Say("second");
        Assert.Equal(("second", true), await StatusAsync());
        Assert.Equal("first", await RunAsync(_checkout.File("Cli/bin/Release/net10.0/InventorySync.Cli.dll")));

        File.Delete(_checkout.File("artifacts/quick/bin/Library/release/Library.dll"));
        Assert.Equal(("second", true), await StatusAsync());
        _checkout.Write("README.md", "Still not built in.");
        Assert.Equal(("second", false), await StatusAsync());

        // What it has built also says whose settings a verb is given: another test would build all of it again, for ten seconds.
        await AssertAVerbWorksOnTheRunUnderWayAsync();
    }

    private async Task AssertAVerbWorksOnTheRunUnderWayAsync()
    {
        _checkout.Write(".inventorysync/run.settings.json", "{}");
        Assert.Equal(($"second --state {_checkout.File(".inventorysync")}", false), await StatusAsync());
        // Alone it asks which of its verbs is meant.
        Assert.Equal("second", (await TaskRunner.RunAsync(_checkout.Root, "failed")).Output.Trim());
        Directory.Delete(_checkout.File(".inventorysync"), recursive: true);
    }

    private static async Task<string> RunAsync(string program)
    {
        var start = new ProcessStartInfo("dotnet", [program]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await RealTime.ExitsAsync(process);
        return output.Trim();
    }

    /// <summary>What a program reads is the verb's own output: what a build says goes elsewhere.</summary>
    private async Task<(string Output, bool IsBuilt)> StatusAsync()
    {
        var (exitCode, output, error) = await TaskRunner.RunAsync(_checkout.Root, "status");
        Assert.True(exitCode == 0, error);
        return (output.Trim(), error.Contains("Built ", StringComparison.Ordinal));
    }
}
