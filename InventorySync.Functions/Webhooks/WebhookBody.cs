using System.Buffers;

namespace InventorySync.Webhooks;

/// <summary>A delivery's body, read once into a pooled buffer, up to a limit.</summary>
internal sealed class WebhookBody : IDisposable
{
    /// <summary>
    /// Bytes that are held at most. A products/update with 100 variants has some 200 KB, one at Shopify's limits a few MB; what is larger
    /// is hashed as it passes and not parsed.
    /// </summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private const int FirstBytes = 4 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads up to the limit.</summary>
    /// <returns>False if there is more.</returns>
    public async ValueTask<bool> TryReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _buffer.Length) Grow();
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
            if (read == 0) return true;
            _length += read;
            if (_length > MaxBytes) return false;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Bytes.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
