using System.Diagnostics;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.DevRunner;

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
    public async Task A_verb_builds_what_is_new_changed_or_gone_and_nothing_else()
    {
        Assert.Equal(("first", true), await StatusAsync());
        Assert.Equal(("first", false), await StatusAsync());

        _checkout.Write("README.md", "Not built in.");
        _checkout.Say("second");
        Assert.Equal(("second", true), await StatusAsync());

        File.Delete(_checkout.File("artifacts/quick/bin/Library/release/Library.dll"));
        Assert.Equal(("second", true), await StatusAsync());
        _checkout.Write("README.md", "Still not built in.");
        Assert.Equal(("second", false), await StatusAsync());
    }

    [Fact]
    public async Task A_verb_runs_what_a_build_with_all_checks_has_made_and_the_two_do_not_rebuild_each_other()
    {
        var (exitCode, _, error) = await TaskRunner.RunAsync(_checkout.Root, "build");
        Assert.Equal(0, exitCode);
        Assert.Contains("Built 2 projects", error, StringComparison.Ordinal);
        Assert.Equal(("first", false), await StatusAsync());

        // The verb now has an output of its own, and the other one is as it was.
        _checkout.Say("second");
        Assert.Equal(("second", true), await StatusAsync());
        Assert.Equal("first", await RunAsync(_checkout.File("Cli/bin/Release/net10.0/InventorySync.Cli.dll")));
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
