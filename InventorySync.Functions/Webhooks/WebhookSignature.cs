using System.Security.Cryptography;
using System.Text;
using InventorySync.Shopify;
using Microsoft.Extensions.Options;

namespace InventorySync.Webhooks;

/// <summary>
/// Shopify's signature: HMAC-SHA256 over the raw body with the app's client secret, in base64. More than one secret is tried, since for up
/// to an hour after a rotation Shopify may sign with the old one.
/// Step 2 of https://shopify.dev/docs/apps/build/webhooks/subscribe/https
/// </summary>
public sealed class WebhookSignature
{
    private readonly KeyedHash[] _hashes;

    public WebhookSignature(IOptions<ShopifyOptions> options)
        : this(options.Value.WebhookSecrets)
    {
    }

    internal WebhookSignature(IReadOnlyList<string> secrets) =>
        _hashes = [.. secrets.Select(secret => new KeyedHash(Encoding.UTF8.GetBytes(secret)))];

    /// <summary>Which secret signed the body, by its place in the list; null if none did.</summary>
    public int? Verify(string? header, ReadOnlySpan<byte> body)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryDecode(header, expected)) return null;

        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var place = 0; place < _hashes.Length; place++)
        {
            _hashes[place].Compute(body, computed);
            if (CryptographicOperations.FixedTimeEquals(expected, computed)) return place;
        }

        return null;
    }

    /// <summary>For a body that is too large to be held: feed it piece by piece, then ask.</summary>
    public StreamedSignature BeginStream() => new(_hashes);

    internal static bool TryDecode(string? header, Span<byte> signature) =>
        header is not null && Convert.TryFromBase64Chars(header, signature, out var written) && written == signature.Length;
}
