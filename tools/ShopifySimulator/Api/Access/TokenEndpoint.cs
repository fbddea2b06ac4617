using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ShopifySimulator.Api.Access;

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

        var (code, description) = grant != "client_credentials" ? ("unsupported_grant_type", $"The grant type \"{grant}\" is not supported")
            : id != options.ClientId ? ("application_cannot_be_found", $"Could not find Shopify API application with api_key {id}")
            : !AccessTokens.AreEqual(secret, options.ClientSecret) ? ("invalid_client", "The client secret is not the application's")
            : options.Faults.ShopNotPermitted ? ("shop_not_permitted", "Client credentials cannot be performed on this shop.")
            : !tokens.IsInstalled ? ("app_not_installed", "The application is not installed on this shop.")
            : (null, "");
        if (code is null) await GrantAsync(context);
        else if (code is "application_cannot_be_found" or "shop_not_permitted" or "app_not_installed")
            await ShowAsync(context, $"Oauth error {code}: {description}");
        else await Answers.JsonAsync(context, 400, new JsonObject { ["error"] = code, ["error_description"] = description });
    }

    private async Task GrantAsync(HttpContext context)
    {
        statistics.CountToken();
        await Answers.JsonAsync(context, 200, new JsonObject
        {
            ["access_token"] = tokens.Issue(),
            ["scope"] = string.Join(',', Scopes.GrantedBut(options.Faults)),
            ["expires_in"] = AccessTokens.LifetimeSeconds,
        });
    }

    /// <summary>Shopify says some things to a person in a browser: a page, whoever asked.</summary>
    private static Task ShowAsync(HttpContext context, string error) => Answers.TextAsync(
        context, 400, "text/html; charset=utf-8",
        $"<!DOCTYPE html><html><head><title>{WebUtility.HtmlEncode(error)}</title></head></html>");
}
