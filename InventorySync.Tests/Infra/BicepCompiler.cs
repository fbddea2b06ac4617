using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Infra;

/// <summary>The real compiler, from the package of this system.</summary>
internal static class BicepCompiler
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "infra");

    private static string Executable { get; } = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "BicepCompiler").Value!.Replace('\\', Path.DirectorySeparatorChar);

    /// <summary>The template that `azd up` deploys, and what the compiler said of it.</summary>
    public static async Task<(JsonNode Template, string Said)> BuildAsync()
    {
        var (output, said) = await RunAsync("build", Path.Combine(Folder, "main.bicep"), "--stdout");
        return (JsonNode.Parse(output)!, said);
    }

    public static async Task<string> LintAsync(string file)
    {
        var (output, said) = await RunAsync("lint", file);
        return output + said;
    }

    private static async Task<(string Output, string Said)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Executable, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await RealTime.ExitsAsync(process);
        Assert.True(process.ExitCode == 0, $"bicep {string.Join(' ', arguments)}: {await said}");
        return (output, await said);
    }
}
