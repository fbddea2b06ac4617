using Benchmarks.Figures;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Detail;

/// <summary>The first small figure under BenchmarkDotNet, which tells the spread and what is allocated.</summary>
[MemoryDiagnoser]
public class LevelWebhook
{
    private static readonly WebhookParsing Parsing = new();

    [Benchmark(Baseline = true)]
    public void Signature() => Parsing.LevelSignature();

    [Benchmark]
    public object Message() => Parsing.Level();
}
