namespace InventorySync.Tests.FullSync;

/// <summary>Gives some of its bytes, and then fails.</summary>
internal sealed class BreakingStream(ReadOnlyMemory<byte> bytes, int breakAt, Func<Exception> fault) : TestStream
{
    protected override int Fill(Span<byte> buffer)
    {
        var rest = bytes.Span[(int)BytesRead..breakAt];
        if (rest.Length == 0) throw fault();
        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }
}
