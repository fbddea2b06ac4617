using Benchmarks.Figures;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Detail;

/// <summary>See <see cref="LevelWebhook"/>.</summary>
[MemoryDiagnoser]
public class ProductWebhook
{
    private static readonly WebhookParsing Parsing = new();

    [Benchmark(Baseline = true)]
    public void SignatureAndTokens() => Parsing.ProductSignatureAndTokens();

    [Benchmark]
    public object Message() => Parsing.Product();
}
