using System.Net;
using InventorySync.Shopify;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Shopify;

public sealed class AccessTokensTests
{
    private readonly ShopifyUnderTest _shopify = new(hasToken: false);

    [Fact]
    public async Task A_token_is_asked_for_by_the_client_credentials_grant()
    {
        Grant("shpat_1");

        Assert.Equal("shpat_1", await GetAsync());

        var asked = Assert.Single(_shopify.Http.Sent);
        Assert.Equal(
            (HttpMethod.Post, new Uri("https://shop.myshopify.com/admin/oauth/access_token"), null),
            (asked.Method, asked.Uri, asked.Token));
        Assert.Equal("grant_type=client_credentials&client_id=the-client-id&client_secret=the-client-secret", asked.Body);
    }

    [Fact]
    public async Task A_token_of_the_settings_is_never_asked_for_and_never_forgotten()
    {
        var shopify = new ShopifyUnderTest();

        Assert.Equal(ShopifyUnderTest.AccessToken, await shopify.Tokens.GetAsync(CancellationToken.None));
        Assert.False(shopify.Tokens.Forget(ShopifyUnderTest.AccessToken));
        Assert.Equal(ShopifyUnderTest.AccessToken, await shopify.Tokens.GetAsync(CancellationToken.None));
        Assert.Empty(shopify.Http.Sent);
    }

    [Fact]
    public async Task A_blank_token_of_the_settings_is_none()
    {
        _shopify.Options.AccessToken = " ";
        Grant("shpat_1");

        Assert.Equal("shpat_1", await GetAsync());
    }

    [Fact]
    public async Task A_token_is_kept_until_less_than_30_minutes_are_left()
    {
        Grant("shpat_1");
        Grant("shpat_2");
        await GetAsync();

        _shopify.Clock.Advance(TimeSpan.FromSeconds(86_399) - TimeSpan.FromMinutes(30));
        Assert.Equal("shpat_1", await GetAsync());

        _shopify.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("shpat_2", await GetAsync());
        Assert.Equal("shpat_2", await GetAsync());
        Assert.Equal(2, _shopify.Http.Sent.Count);
    }

    [Fact]
    public async Task Callers_that_come_together_ask_once()
    {
        var answering = new TaskCompletionSource();
        _shopify.Http.On(ShopifyStandIn.Token, async (_, _) =>
        {
            await answering.Task;
            return Granted("shpat_1");
        });

        var callers = Enumerable.Range(0, 20).Select(_ => GetAsync()).ToList();
        answering.SetResult();

        Assert.All(await Task.WhenAll(callers), token => Assert.Equal("shpat_1", token));
        Assert.Single(_shopify.Http.Sent);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_hold_the_others_up()
    {
        using var givingUp = new CancellationTokenSource();
        _shopify.Http.On(ShopifyStandIn.Token, async (_, cancellationToken) =>
        {
            await RealTime.UntilCancelledAsync(cancellationToken);
            return Granted("never");
        });
        Grant("shpat_2");
        var first = _shopify.Tokens.GetAsync(givingUp.Token).AsTask();
        var second = GetAsync();

        await givingUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("shpat_2", await second);
    }

    [Fact]
    public async Task A_refused_token_is_asked_for_anew_and_only_that_one()
    {
        Grant("shpat_1");
        Grant("shpat_2");
        await GetAsync();

        Assert.True(_shopify.Tokens.Forget("shpat_0")); // another caller's, replaced already
        Assert.Equal("shpat_1", await GetAsync());

        Assert.True(_shopify.Tokens.Forget("shpat_1"));
        Assert.Equal("shpat_2", await GetAsync());
    }

    [Fact]
    public async Task An_app_of_another_organisation_is_told_so()
    {
        _shopify.Http.On(
            ShopifyStandIn.Token, HttpStatusCode.BadRequest,
            "<html><title>Oauth error shop_not_permitted: Client credentials cannot be performed on this shop.</title></html>",
            "text/html");

        var refused = await Assert.ThrowsAsync<ShopifyCallException>(GetAsync);

        Assert.Equal(("shop_not_permitted", false), (refused.Code, refused.IsTransient));
        Assert.Contains(
            "the app and the shop shop.myshopify.com must belong to the same organisation", refused.Message, StringComparison.Ordinal);
        Assert.Contains("request-1", refused.Message, StringComparison.Ordinal);
        ShopifyUnderTest.AssertNoSecret(refused.ToString());
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    public async Task A_refusal_says_what_to_check_and_whether_it_may_pass(HttpStatusCode status, bool isTransient)
    {
        _shopify.Http.On(ShopifyStandIn.Token, status, """{"error":"application_cannot_be_found"}""");

        var refused = await Assert.ThrowsAsync<ShopifyCallException>(GetAsync);

        Assert.Equal(isTransient, refused.IsTransient);
        Assert.Contains("check Shopify__ClientId and Shopify__ClientSecret", refused.Message, StringComparison.Ordinal);
        Assert.Contains("request-1", refused.Message, StringComparison.Ordinal);
        ShopifyUnderTest.AssertNoSecret(refused.ToString());
    }

    [Theory]
    [InlineData("""{"access_token":"shpat_1"}""")]
    [InlineData("""{"access_token":null,"expires_in":86399}""")]
    [InlineData("""{"expires_in":86399}""")]
    [InlineData("<html></html>")]
    [InlineData("")]
    [InlineData("null")]
    public async Task An_answer_that_holds_no_token_is_Shopifys_fault_and_not_a_crash(string body)
    {
        _shopify.Http.On(ShopifyStandIn.Token, HttpStatusCode.OK, body);

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(GetAsync);

        Assert.Contains("request-1", failed.Message, StringComparison.Ordinal);
        ShopifyUnderTest.AssertNoSecret(failed.ToString());
    }

    [Fact]
    public async Task A_broken_connection_may_pass()
    {
        _shopify.Http.On(ShopifyStandIn.Token, (_, _) => throw new HttpRequestException("no route to host"));

        Assert.True((await Assert.ThrowsAsync<ShopifyCallException>(GetAsync)).IsTransient);
    }

    private void Grant(string token) => _shopify.Http.On(ShopifyStandIn.Token, (_, _) => Task.FromResult(Granted(token)));

    private HttpResponseMessage Granted(string token) =>
        _shopify.Http.Respond(
            HttpStatusCode.OK, $$"""{"access_token":"{{token}}","scope":"read_inventory,read_products","expires_in":86399}""",
            "application/json");

    private Task<string> GetAsync() => _shopify.Tokens.GetAsync(CancellationToken.None).AsTask();
}
