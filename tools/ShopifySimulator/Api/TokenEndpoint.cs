using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ShopifySimulator.Api;

/// <summary>
/// POST /admin/oauth/access_token: the client credentials grant.
/// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant
/// </summary>
internal sealed class TokenEndpoint(SimulatorOptions options, AccessTokens tokens, SimulatorStatistics statistics)
{
    public async Task HandleAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var (grant, id, secret) = (form["grant_type"].ToString(), form["client_id"].ToString(), form["client_secret"].ToString());

        if (grant != "client_credentials") await Answers.JsonAsync(context, 400, Error("unsupported_grant_type", $"The grant type \"{grant}\" is not supported"));
        else if (id != options.ClientId) await RefuseAsync(context, "application_cannot_be_found", $"Could not find Shopify API application with api_key {id}");
        else if (!AccessTokens.AreEqual(secret, options.ClientSecret)) await Answers.JsonAsync(context, 400, Error("invalid_client", "The client secret is not the application's"));
        else if (options.Faults.ShopNotPermitted) await RefuseAsync(context, "shop_not_permitted", "Client credentials cannot be performed on this shop.");
        else await GrantAsync(context);
    }

    private async Task GrantAsync(HttpContext context)
    {
        statistics.CountToken();
        await Answers.JsonAsync(context, 200, new JsonObject
        {
            ["access_token"] = tokens.Issue(),
            ["scope"] = string.Join(',', Scopes.Granted),
            ["expires_in"] = AccessTokens.LifetimeSeconds,
        });
    }

    private static JsonObject Error(string code, string description) => new() { ["error"] = code, ["error_description"] = description };

    /// <summary>Shopify says these to a person in a browser: a page, whoever asked.</summary>
    private static Task RefuseAsync(HttpContext context, string code, string description) =>
        Answers.TextAsync(context, 400, "text/html; charset=utf-8", $"<!DOCTYPE html><html><head><title>Oauth error {code}: {System.Net.WebUtility.HtmlEncode(description)}</title></head></html>");
}
