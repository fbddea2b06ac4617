using Benchmarks.Measuring;
using LocalRun.Run;

namespace Benchmarks.Samples;

/// <summary>Webhooks over many connections at once, each sending its next as soon as its last is answered.</summary>
internal sealed class Load(Uri server, Pace pace)
{
    /// <summary>
    /// As many as one transaction of the embedded queue takes: a server that answers from the disk waits, and others can be served in that
    /// time.
    /// </summary>
    public const int Connections = 256;

    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly TimeSpan _round = pace.IsQuick ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(2);
    private Percentiles _milliseconds = new();

    public string Latency => Texts.Invariant($"{_milliseconds.At(0.5):N1}, {_milliseconds.At(0.99):N1} ms");

    /// <summary>Until the server is compiled.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < (pace.IsQuick ? 1 : 3); round++) await RunAsync(cancellationToken);
        _milliseconds = new Percentiles();
    }

    /// <returns>Seconds per webhook.</returns>
    public async Task<double> RunAsync(CancellationToken cancellationToken)
    {
        var changes = new LevelChanges(new Catalogue(Connections));
        byte[][] requests =
            [.. Enumerable.Range(0, Connections).Select(_ => changes.Next()).Select(row => SampleWebhook.Request(server, row, row.At))];
        var began = Clock.GetTimestamp();
        var times = await Task.WhenAll(requests.Select(SendAsync));
        var elapsed = Clock.GetElapsedTime(began);
        foreach (var time in times.SelectMany(time => time)) _milliseconds.Add(time.TotalMilliseconds);
        return elapsed.TotalSeconds / times.Sum(time => time.Count);

        async Task<List<TimeSpan>> SendAsync(byte[] request)
        {
            List<TimeSpan> sent = [];
            using var connection = await HttpConnection.OpenAsync(server, cancellationToken);
            while (Clock.GetElapsedTime(began) < _round)
            {
                var start = Clock.GetTimestamp();
                await connection.SendAsync(request, cancellationToken);
                sent.Add(Clock.GetElapsedTime(start));
            }

            return sent;
        }
    }
}
