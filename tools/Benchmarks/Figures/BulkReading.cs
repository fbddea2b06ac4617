using System.Text.Json;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using InventorySync.FullSync;

namespace Benchmarks.Figures;

/// <summary>From the bytes of a bulk operation's file to rows, beside a reader that looks at every token and keeps none.</summary>
internal sealed class BulkReading : IFigures
{
    private const double Least = 0.6;

    private readonly byte[] _file = BulkFile.Bytes(new Catalogue(8_148));

    public void Rows()
    {
        using var stream = new MemoryStream(_file);
        // Nothing waits: the stream is memory, and a batch is dropped.
        if (!new BulkLineReader().ReadAsync(stream, _ => Task.CompletedTask, CancellationToken.None).IsCompletedSuccessfully)
            throw new InvalidOperationException("The read had to wait.");
    }

    public void Tokens() => SkipTokens(_file);

    /// <summary>Of a file that is not to be in memory.</summary>
    public static async Task SkipTokensAsync(Stream file, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 20];
        for (int kept = 0, read; (read = await file.ReadAsync(buffer.AsMemory(kept), cancellationToken)) > 0;)
        {
            var whole = buffer.AsSpan(0, kept + read).LastIndexOf((byte)'\n') + 1;
            SkipTokens(buffer.AsSpan(0, whole));
            kept = kept + read - whole;
            buffer.AsSpan(whole, kept).CopyTo(buffer);
        }
    }

    private static void SkipTokens(ReadOnlySpan<byte> lines)
    {
        while (lines.IndexOf((byte)'\n') is var end and >= 0)
        {
            var reader = new Utf8JsonReader(lines[..end]);
            while (reader.Read())
            {
            }

            lines = lines[(end + 1)..];
        }
    }

#pragma warning disable CS1998 // nothing is awaited: the file is in memory
    public async IAsyncEnumerable<Figure> MeasureAsync(
        Pace pace, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
#pragma warning restore CS1998
    {
        yield return Pair.Of(pace, Rows, Tokens)
            .SpeedAtLeast(
                "a bulk operation's JSONL into rows; beside a Utf8JsonReader that skips every token", Least,
                perSecond => Texts.Megabytes(_file.Length * perSecond) + "/s");
    }
}
