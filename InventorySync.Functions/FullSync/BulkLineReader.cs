using System.Buffers;
using System.IO.Pipelines;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>
/// Reads a bulk operation's file, line by line as it comes, into batches of rows: never more than a batch and a line in memory. Each line stands alone,
/// since the query asks every level for its item and its location, so their order does not matter.
/// </summary>
internal sealed class BulkLineReader
{
    /// <summary>Rows of a batch: enough that a transaction costs little beside them, few enough to hold.</summary>
    public const int BatchRows = 5_000;

    /// <summary>
    /// Bytes of the longest line. A variant's texts are its titles, its code and its barcode, 255 characters each, escaped to six bytes at most: some 8 KB with the rest.
    /// A line a hundred times as long is no line of this query.
    /// </summary>
    public const int MaxLineBytes = 1024 * 1024;

    private List<StagedVariant> _variants = new(BatchRows);
    private List<StagedLevel> _levels = new(BatchRows);
    private long _bytes;
    private long _lines;
    private long _roots;

    /// <summary>What has been read so far; the whole file once <see cref="ReadAsync"/> has returned.</summary>
    public DownloadedFile Read => new(_bytes, _lines, _roots);

    /// <param name="stage">Takes a batch; awaited before the next one is read.</param>
    /// <exception cref="FullSyncFailedException">A line is not what the query asks for, or the last one is cut off.</exception>
    public async Task ReadAsync(Stream stream, Func<StagedBatch, Task> stage, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        while (true)
        {
            var chunk = await pipe.ReadAsync(cancellationToken);
            var buffer = chunk.Buffer;
            while (TakeLines(ref buffer)) await stage(TakeBatch());

            if (buffer.Length > MaxLineBytes) throw new FullSyncFailedException($"Reading: line {_lines + 1} is longer than {MaxLineBytes} bytes.");
            if (chunk.IsCompleted) TakeLastLine(buffer);
            pipe.AdvanceTo(chunk.IsCompleted ? buffer.End : buffer.Start, buffer.End);
            if (chunk.IsCompleted) break;
        }

        if (_variants.Count + _levels.Count > 0) await stage(TakeBatch());
        await pipe.CompleteAsync();
    }

    /// <summary>Takes whole lines off the buffer.</summary>
    /// <returns>Whether a batch is full; otherwise no whole line is left.</returns>
    private bool TakeLines(ref ReadOnlySequence<byte> buffer)
    {
        var lines = new SequenceReader<byte>(buffer);
        while (_variants.Count + _levels.Count < BatchRows && lines.TryReadTo(out ReadOnlySpan<byte> line, (byte)'\n')) Add(line);
        _bytes += lines.Consumed;
        buffer = lines.UnreadSequence;
        return _variants.Count + _levels.Count >= BatchRows;
    }

    private void TakeLastLine(ReadOnlySequence<byte> line)
    {
        Add(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
        _bytes += line.Length;
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        if (BulkLine.IsBlank(line)) return; // nothing says whether the file ends with one
        _lines++;
        if (line.Length > MaxLineBytes) throw new FullSyncFailedException($"Reading: line {_lines} is longer than {MaxLineBytes} bytes.");
        var parsed = BulkLine.Parse(line, _lines);
        if (parsed.Variant is { } variant)
        {
            _roots++;
            _variants.Add(variant);
        }
        else
        {
            _levels.Add(parsed.Level!.Value);
        }
    }

    private StagedBatch TakeBatch()
    {
        var batch = new StagedBatch(_variants, _levels, []);
        (_variants, _levels) = (new(BatchRows), new(BatchRows));
        return batch;
    }
}
