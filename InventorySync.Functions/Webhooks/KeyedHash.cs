using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace InventorySync.Webhooks;

/// <summary>
/// HMAC-SHA256 with one secret, whose key is set up once and not for each body: for the 219 bytes of a level that takes longer than hashing
/// them (docs/performance.md). A hash is one caller's at a time, so there are as many as have been needed at once.
/// </summary>
internal sealed class KeyedHash(byte[] key)
{
    private readonly ConcurrentBag<IncrementalHash> _idle = [];

    public void Compute(ReadOnlySpan<byte> body, Span<byte> signature)
    {
        if (!_idle.TryTake(out var hash)) hash = Begin();
        hash.AppendData(body);
        hash.GetHashAndReset(signature);
        _idle.Add(hash);
    }

    /// <summary>One that is the caller's alone.</summary>
    public IncrementalHash Begin() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
}
