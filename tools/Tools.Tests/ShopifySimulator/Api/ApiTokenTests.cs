using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tools.Tests.ShopifySimulator.Api;

public sealed class ApiTokenTests
{
    [Fact]
    public async Task Client_credentials_get_a_token_for_a_day_less_a_second()
    {
        await using var store = await TestStore.StartAsync();
        using var answer = await AskAsync(store);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var token = body.GetProperty("access_token").GetString()!;

        Assert.StartsWith("shpat_", token, StringComparison.Ordinal);
        Assert.Equal(86399, body.GetProperty("expires_in").GetInt32());
        Assert.Equal("read_inventory,read_locations,read_products", body.GetProperty("scope").GetString());
        Assert.Equal(1, store.Simulator.Statistics.TokensIssued);

        store.Clock.Advance(TimeSpan.FromSeconds(86398));
        using var inTime = await store.SendAsync("{ shop { name } }", token: token);
        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);

        store.Clock.Advance(TimeSpan.FromSeconds(1));
        using var tooLate = await store.SendAsync("{ shop { name } }", token: token);
        Assert.Equal(HttpStatusCode.Unauthorized, tooLate.StatusCode);
    }

    [Fact]
    public async Task Revoked_tokens_are_refused_and_new_ones_are_given()
    {
        await using var store = await TestStore.StartAsync();
        var token = await TokenAsync(store);
        store.Simulator.RevokeTokens();

        using var refused = await store.SendAsync("{ shop { name } }", token: token);
        using var answered = await store.SendAsync("{ shop { name } }", token: await TokenAsync(store));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("shpat_unknown")]
    public async Task Without_a_valid_token_the_API_answers_401_in_Shopifys_words(string? token)
    {
        await using var store = await TestStore.StartAsync();

        using var answer = await store.SendAsync("{ shop { name } }", token: token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            """{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}""",
            await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.Contains("X-Request-Id"));
    }

    [Theory]
    [InlineData("other", TestStore.ClientSecret, "application_cannot_be_found")]
    [InlineData(TestStore.ClientId, "other", "invalid_client")]
    public async Task Wrong_credentials_get_no_token(string id, string secret, string reason)
    {
        await using var store = await TestStore.StartAsync();

        using var answer = await AskAsync(store, id, secret);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, store.Simulator.Statistics.TokensIssued);
    }

    [Fact]
    public async Task An_app_of_another_organisation_gets_no_token()
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.ShopNotPermitted = true;

        using var answer = await AskAsync(store);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Oauth error shop_not_permitted", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_grant_is_not_supported()
    {
        await using var store = await TestStore.StartAsync();

        using var answer = await AskAsync(store, grant: "authorization_code");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<string> TokenAsync(TestStore store)
    {
        using var answer = await AskAsync(store);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private static async Task<HttpResponseMessage> AskAsync(
        TestStore store, string id = TestStore.ClientId, string secret = TestStore.ClientSecret, string grant = "client_credentials")
    {
        using var form = new FormUrlEncodedContent([new("grant_type", grant), new("client_id", id), new("client_secret", secret)]);
        return await store.Client.PostAsync(new Uri("https://test.myshopify.com/admin/oauth/access_token"), form);
    }
}
