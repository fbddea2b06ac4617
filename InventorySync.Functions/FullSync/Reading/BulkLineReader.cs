using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>
/// Reads a bulk operation's file, line by line as it comes, into batches of rows: never more than a batch and a line in memory. Each line
/// stands alone, since the query asks every level for its item and its location, so their order does not matter.
/// </summary>
internal sealed class BulkLineReader
{
    /// <summary>Rows of a batch: enough that a transaction costs little beside them, few enough to hold.</summary>
    public const int BatchRows = 5_000;

    /// <summary>
    /// Bytes of the longest line. A variant has some texts of 255 characters, escaped to six bytes each at most: some 8 KB with the rest.
    /// A line a hundred times as long is no line of this query.
    /// </summary>
    public const int MaxLineBytes = 1024 * 1024;

    private readonly List<StagedVariant> _variants = new(BatchRows);
    private readonly List<StagedLevel> _levels = new(BatchRows);
    private readonly RepeatedTexts _texts = new();
    private long _bytes;
    private long _lines;
    private long _roots;

    /// <summary>What has been read so far; the whole file once <see cref="ReadAsync"/> has returned.</summary>
    public DownloadedFile Read => new(_bytes, _lines, _roots);

    private int Rows => _variants.Count + _levels.Count;

    /// <param name="stage">Takes a batch; awaited before the next one is read, which takes the same lists.</param>
    /// <exception cref="FullSyncFailedException">A line is not what the query asks for, or the last one is cut off.</exception>
    public async Task ReadAsync(Stream stream, Func<StagedBatch, Task> stage, CancellationToken cancellationToken)
    {
        var buffer = new LineBuffer(stream);
        do
        {
            while (TakeLines(buffer)) await StageAsync(stage);
            if (buffer.Rest.Length > MaxLineBytes)
                throw new FullSyncFailedException($"Reading: line {_lines + 1} is longer than {MaxLineBytes} bytes.");
        }
        while (await buffer.ReadAsync(cancellationToken));

        Add(buffer.Rest);
        _bytes += buffer.Rest.Length;
        if (Rows > 0) await StageAsync(stage);
    }

    /// <summary>Takes whole lines off the buffer.</summary>
    /// <returns>Whether a batch is full; otherwise no whole line is left.</returns>
    private bool TakeLines(LineBuffer buffer)
    {
        while (Rows < BatchRows && buffer.TryTake(out var line))
        {
            Add(line);
            _bytes += line.Length + 1;
        }

        return Rows >= BatchRows;
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        if (BulkLine.IsBlank(line)) return; // nothing says whether the file ends with one
        _lines++;
        if (line.Length > MaxLineBytes) throw new FullSyncFailedException($"Reading: line {_lines} is longer than {MaxLineBytes} bytes.");
        var parsed = BulkLine.Parse(line, _lines, _texts);
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

    /// <summary>
    /// The lists are kept: new ones of this size would be collected with the oldest generation, some thousand times in a large file.
    /// </summary>
    private async Task StageAsync(Func<StagedBatch, Task> stage)
    {
        await stage(new StagedBatch(_variants, _levels, []));
        _variants.Clear();
        _levels.Clear();
    }
}
