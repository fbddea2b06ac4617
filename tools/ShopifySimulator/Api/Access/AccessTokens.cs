using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ShopifySimulator.Api.Access;

/// <summary>
/// The tokens that the app holds: those of the client credentials grant, and the one of the shop's admin if there is one.
/// </summary>
internal sealed class AccessTokens(SimulatorOptions options, Chance chance)
{
    /// <summary>24 hours less one second, as Shopify says it.</summary>
    public const int LifetimeSeconds = 86399;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    /// <summary>Whether the app is installed at the shop: otherwise it gets no token, and none that it has is valid.</summary>
    public bool IsInstalled { get; set; } = true;

    public string Issue()
    {
        var token = $"shpat_{chance.Hex(16)}";
        _expiries[token] = options.Clock.GetUtcNow().AddSeconds(LifetimeSeconds);
        return token;
    }

    public bool IsValid(string token) =>
        IsInstalled
        && ((_expiries.TryGetValue(token, out var expiry) && options.Clock.GetUtcNow() < expiry)
            || (options.AccessToken is { } ofAdmin && AreEqual(token, ofAdmin)));

    public void Revoke() => _expiries.Clear();

    public static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
