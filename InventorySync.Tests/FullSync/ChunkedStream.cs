namespace InventorySync.Tests.FullSync;

/// <summary>Gives its bytes a few at a time, as a network does.</summary>
internal sealed class ChunkedStream(ReadOnlyMemory<byte> bytes, int chunk) : TestStream
{
    protected override int Fill(Span<byte> buffer)
    {
        var rest = bytes.Span[(int)BytesRead..];
        var count = Math.Min(Math.Min(chunk, buffer.Length), rest.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }
}
