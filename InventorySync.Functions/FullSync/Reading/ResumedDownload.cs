using System.Globalization;
using System.Net.Http.Headers;
using InventorySync.Inventory;
using InventorySync.Shopify;

namespace InventorySync.FullSync;

/// <summary>
/// The result of a bulk operation as one stream, whatever its connections do: one that breaks is resumed where it broke, of the same file
/// and of no other. It gives no byte more than Shopify says the file has.
/// </summary>
/// <param name="operation">Its address is read again where it does not lead to the file any more.</param>
internal sealed class ResumedDownload(BulkDownload download, BulkOperations operations, BulkOperation operation, TimeProvider timeProvider)
    : Stream
{
    /// <summary>
    /// Bytes of the largest result: some 700 bytes of a variant and 350 of a level make 16 GiB of two million variants at twenty locations,
    /// which no shop has. More is no answer to this query, and would fill a disk before any other guard could see it.
    /// </summary>
    public const long MaxBytes = 16L * 1024 * 1024 * 1024;

    /// <summary>
    /// Connections in a row that brought nothing new, between waits of 1, 2, 4 and 8 s. After that the run is left to the next invocation,
    /// or fails, and a later one starts from the beginning.
    /// </summary>
    internal const int MaxTries = 5;

    /// <summary>Connections in all: a server that gives a few bytes each time does not hold a run for ever.</summary>
    internal const int MaxConnections = 50;

    private static readonly BackOff Wait = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));

    private Uri? _url = operation.Url;
    private BulkFile? _file;
    private EntityTagHeaderValue? _etag;
    private long _position;
    private int _connections;
    private int _triesInVain;
    private bool _isEnded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    private long Limit => operation.FileSize ?? MaxBytes;

    /// <exception cref="FullSyncFailedException">The file is larger than any shop's, has changed on the way, or breaks off again and
    /// again.</exception>
    /// <exception cref="ShopifyCallException">It cannot be had; transient where it may be had later.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (operation.FileSize > MaxBytes)
            throw new FullSyncFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Reading: the result has {operation.FileSize} bytes, and no shop's has more than {MaxBytes}; it was not loaded."));

        while (!_isEnded)
        {
            _file ??= await OpenAsync(cancellationToken);
            try
            {
                var count = await _file.Content.ReadAsync(buffer, cancellationToken);
                if (count > 0) return Count(count);
                if (IsWhole || _etag is null) return 0; // what was cut short without a word, and cannot be resumed, the guard refuses
                await BreakAsync(new IOException("the connection was closed"), cancellationToken);
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                await BreakAsync(e, cancellationToken);
            }
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await base.DisposeAsync();
    }

    private bool IsWhole => operation.FileSize is not { } size || _position >= size;

    private int Count(int count)
    {
        _triesInVain = 0;
        _position += count;
        return _position <= Limit
            ? count
            : throw new FullSyncFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Reading: the download has more than the {Limit} bytes that the bulk operation says; the rest was not loaded."));
    }

    private async Task<BulkFile> OpenAsync(CancellationToken cancellationToken)
    {
        var file = await OpenWhereItIsAsync(cancellationToken);
        try
        {
            // A server may ignore the range, or have another file by now.
            if (_position > 0 && (file.From != _position || file.ETag is null || !file.ETag.Equals(_etag)))
                throw new FullSyncFailedException(
                    $"Reading: after {_position} bytes the connection broke, and what is there now cannot be put behind them: "
                    + "the file has changed, or the server does not resume.");
            _etag = file.ETag;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task<BulkFile> OpenWhereItIsAsync(CancellationToken cancellationToken)
    {
        _connections++;
        try
        {
            return await download.OpenAsync(_url!, _position, _etag, cancellationToken);
        }
        catch (ShopifyCallException e) when (e.Code == BulkDownload.RefusedCode)
        {
            // The address is signed for a while only; Shopify may have a newer one.
            if (await operations.GetAsync(operation.Id, cancellationToken) is not { IsCompleted: true, Url: { } url }) throw;
            _url = url;
            return await download.OpenAsync(url, _position, _etag, cancellationToken);
        }
    }

    private async Task BreakAsync(Exception fault, CancellationToken cancellationToken)
    {
        await CloseAsync();
        _triesInVain++;
        if (_etag is null || _triesInVain >= MaxTries || _connections >= MaxConnections)
        {
            throw new FullSyncFailedException(
                $"Reading: the download broke off after {_position} bytes ({_connections} connections): {fault.Message}", fault);
        }

        await Task.Delay(Wait.After(_triesInVain), timeProvider, cancellationToken);
        try
        {
            _file = await OpenAsync(cancellationToken);
        }
        catch (ShopifyCallException e) when (e.IsTransient)
        {
            await BreakAsync(e, cancellationToken);
        }
        catch (ShopifyCallException e) when (e.Code == BulkDownload.EndedCode)
        {
            _isEnded = true; // shorter than Shopify says, which the guard refuses
        }
    }

    private async Task CloseAsync()
    {
        if (_file is null) return;
        await _file.DisposeAsync();
        _file = null;
    }
}
