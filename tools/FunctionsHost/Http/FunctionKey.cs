using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Http;

/// <summary>The host's one key, for functions of the level Function.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/function-keys-how-to</remarks>
internal sealed class FunctionKey(string? key)
{
    private readonly byte[]? _keyHash = key is null ? null : Hash(key);

    /// <summary>Whether there is a key to open the function with.</summary>
    public bool Opens(AuthorizationLevel level) => level is AuthorizationLevel.Anonymous || _keyHash is not null;

    /// <summary>Hashes are compared: they are of one length, so that the comparison's time tells nothing of the key.</summary>
    public bool Admits(AuthorizationLevel level, HttpRequest request)
    {
        if (level is AuthorizationLevel.Anonymous) return true;
        var offered = request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault();
        return offered is not null && _keyHash is not null && CryptographicOperations.FixedTimeEquals(Hash(offered), _keyHash);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
