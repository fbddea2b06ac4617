namespace InventorySync.FullSync;

/// <summary>
/// The bytes of a file that have come and have not been taken yet. A line is taken as it lies here, whole and without a copy; what is left
/// of one is moved to the front before more is read. (A PipeReader holds segments, and a line that crosses two of them is copied.)
/// </summary>
internal sealed class LineBuffer(Stream stream)
{
    /// <summary>Some hundred lines, and below the 85,000 bytes from which on an array is collected with the oldest generation.</summary>
    private const int FirstBytes = 64 * 1024;

    private byte[] _bytes = new byte[FirstBytes];
    private int _start;
    private int _end;

    /// <summary>What has come of a line whose end has not.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _end - _start);

    /// <param name="line">The next line, without its end; valid until more is read.</param>
    /// <returns>False if no whole line is left.</returns>
    public bool TryTake(out ReadOnlySpan<byte> line)
    {
        var rest = Rest;
        var length = rest.IndexOf((byte)'\n');
        line = length < 0 ? default : rest[..length];
        _start += length + 1;
        return length >= 0;
    }

    /// <summary>Reads on; the caller sees to it that no line grows without end.</summary>
    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var rest = Rest;
        rest.CopyTo(_bytes);
        (_start, _end) = (0, rest.Length);
        if (_end == _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        var read = await stream.ReadAsync(_bytes.AsMemory(_end, Math.Min(_bytes.Length - _end, FirstBytes)), cancellationToken);
        _end += read;
        return read > 0;
    }
}
