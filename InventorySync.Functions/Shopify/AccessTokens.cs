using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace InventorySync.Shopify;

/// <summary>
/// The token of the Admin API: the one of the settings, or one by the client credentials grant, which is valid for 24 hours and has no
/// refresh token. Kept in memory only.
/// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant
/// </summary>
public sealed class AccessTokens(IHttpClientFactory clients, IOptions<ShopifyOptions> options, TimeProvider timeProvider) : IDisposable
{
    /// <summary>
    /// Asked for anew when less than this is left: no call of ours takes as long, so none begins with a token that ends on the way.
    /// </summary>
    internal static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(30);

    // One request at a time: callers that find no token wait for the one that is asking.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Held? _held;

    private string? FixedToken => string.IsNullOrWhiteSpace(options.Value.AccessToken) ? null : options.Value.AccessToken;

    /// <exception cref="ShopifyCallException">Shopify gives none; the message says what to do.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (FixedToken is { } fixedToken) return fixedToken;
        if (_held is { } held && IsFresh(held)) return held.Token;

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_held is { } renewed && IsFresh(renewed)) return renewed.Token;
            _held = await AskAsync(cancellationToken);
            return _held.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets a token that Shopify has refused; the next call asks for another.</summary>
    /// <returns>Whether another can be had: one from the settings stays what it is.</returns>
    public bool Forget(string token)
    {
        if (FixedToken is not null) return false;
        if (_held?.Token == token) _held = null;
        return true;
    }

    public void Dispose() => _gate.Dispose();

    private bool IsFresh(Held held) => held.ExpiresAt - timeProvider.GetUtcNow() >= RenewBefore;

    private async Task<Held> AskAsync(CancellationToken cancellationToken)
    {
        var (clientId, clientSecret) = (options.Value.ClientId!, options.Value.ClientSecret!);
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", clientId), new("client_secret", clientSecret)]);
        using var client = clients.CreateClient(ShopifyClients.AdminApi);
        try
        {
            var askedAt = timeProvider.GetUtcNow();
            using var response = await client.PostAsync(
                new Uri($"https://{options.Value.NormalShopDomain}/admin/oauth/access_token"), form, cancellationToken);
            if (!response.IsSuccessStatusCode) throw await RefusedAsync(response, cancellationToken);
            var answer = await ReadAsync(response, cancellationToken);
            return new Held(answer.AccessToken, askedAt.AddSeconds(answer.ExpiresIn));
        }
        catch (HttpRequestException e)
        {
            throw new ShopifyCallException(
                $"Shopify could not be asked for an access token: {e.Message}", code: null, isTransient: true, e);
        }
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(AccessTokenJson.Default.Answer, cancellationToken)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException)
        {
            // Not its text nor the exception's: what was answered may hold the token.
            throw new ShopifyCallException(
                "Shopify's answer to the request of an access token holds none. Request id: "
                + $"{ShopifyClients.RequestIdOf(response.Headers)}.",
                code: null, isTransient: true);
        }
    }

    private async Task<ShopifyCallException> RefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Errors are JSON with a code, or a page of HTML that says nothing to anybody.
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var code = Array.Find(["shop_not_permitted", "app_not_installed"], code => body.Contains(code, StringComparison.Ordinal));
        var advice = code switch
        {
            "shop_not_permitted" =>
                $"the app and the shop {options.Value.NormalShopDomain} must belong to the same organisation (shop_not_permitted)",
            "app_not_installed" =>
                $"the app is not installed in the shop {options.Value.NormalShopDomain}, so install it again (app_not_installed)",
            _ => "check Shopify__ClientId and Shopify__ClientSecret, and that the app is installed in the shop",
        };
        var status = (int)response.StatusCode;
        return new ShopifyCallException(
            $"Shopify refused an access token with {status}: {advice}. Request id: {ShopifyClients.RequestIdOf(response.Headers)}.",
            code,
            isTransient: status is 429 or >= 500);
    }

    private sealed record Held(string Token, DateTimeOffset ExpiresAt);

    internal sealed record Answer(
        [property: JsonPropertyName("access_token"), JsonRequired] string AccessToken,
        [property: JsonPropertyName("expires_in"), JsonRequired] int ExpiresIn);
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AccessTokens.Answer))]
internal sealed partial class AccessTokenJson : JsonSerializerContext;
