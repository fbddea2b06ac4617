namespace InventorySync.Tests.FullSync;

/// <summary>One byte again and again, then a line feed.</summary>
internal sealed class EndlessStream(byte value, long length) : TestStream
{
    protected override int Fill(Span<byte> buffer)
    {
        if (BytesRead > length) return 0;
        var count = (int)Math.Min(buffer.Length, length - BytesRead);
        buffer[..count].Fill(value);
        if (count > 0) return count;
        buffer[0] = (byte)'\n';
        return 1;
    }
}
