using Benchmarks.Figures;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Detail;

/// <summary>See <see cref="LevelWebhook"/>.</summary>
[MemoryDiagnoser]
public class BulkLines
{
    private readonly BulkReading _reading = new();

    [Benchmark(Baseline = true)]
    public void Tokens() => _reading.Tokens();

    [Benchmark]
    public void Rows() => _reading.Rows();
}
