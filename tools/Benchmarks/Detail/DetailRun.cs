using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Benchmarks.Detail;

/// <summary>
/// The small figures under BenchmarkDotNet: for whoever works on one of them. The table's ratios are measured in turn, which it does not
/// do.
/// </summary>
internal static class DetailRun
{
    public static void Run()
    {
        // In this process: a project that it would make has none of this repository's feeds and rules.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "inventorysync-bench-detail"));
        BenchmarkRunner.Run([typeof(LevelWebhook), typeof(ProductWebhook), typeof(BulkLines)], config);
    }
}
