namespace InventorySync.Tests.FullSync;

/// <summary>Gives some of its bytes, and then its reader crashes.</summary>
internal sealed class CrashingStream(byte[] bytes, int crashAt, Crash crash) : MemoryStream(bytes, 0, crashAt)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Position < Length ? await base.ReadAsync(buffer, cancellationToken) : await crash.HappenAsync<int>();
}
