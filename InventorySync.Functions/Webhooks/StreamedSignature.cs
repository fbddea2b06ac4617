using System.Security.Cryptography;

namespace InventorySync.Webhooks;

/// <summary>The signature and the SHA-256 of a body that passes by in pieces.</summary>
public sealed class StreamedSignature : IDisposable
{
    private readonly IncrementalHash[] _hmacs;
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal StreamedSignature(IReadOnlyList<KeyedHash> secrets) => _hmacs = [.. secrets.Select(secret => secret.Begin())];

    public void Append(ReadOnlySpan<byte> piece)
    {
        foreach (var hmac in _hmacs) hmac.AppendData(piece);
        _sha256.AppendData(piece);
    }

    /// <summary>Which secret signed what was appended, by its place in the list; null if none did.</summary>
    public int? Verify(string? header)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!WebhookSignature.TryDecode(header, expected)) return null;

        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var place = 0; place < _hmacs.Length; place++)
        {
            _hmacs[place].GetCurrentHash(computed);
            if (CryptographicOperations.FixedTimeEquals(expected, computed)) return place;
        }

        return null;
    }

    /// <summary>Hex of the SHA-256 of what was appended.</summary>
    public string Sha256() => Convert.ToHexStringLower(_sha256.GetCurrentHash());

    public void Dispose()
    {
        foreach (var hmac in _hmacs) hmac.Dispose();
        _sha256.Dispose();
    }
}
