using System.Text;

namespace InventorySync.Tests.FullSync;

/// <summary>A long file of one line, which is nowhere as a whole.</summary>
internal sealed class RepeatedLineStream(string line, long count) : TestStream
{
    private readonly byte[] _line = Encoding.UTF8.GetBytes(line);

    public int LineBytes => _line.Length;

    protected override int Fill(Span<byte> buffer)
    {
        var length = (int)Math.Min(buffer.Length, (count * LineBytes) - BytesRead);
        for (var i = 0; i < length; i++) buffer[i] = _line[(BytesRead + i) % LineBytes];
        return length;
    }
}
