using System.Net;
using InventorySync.Shopify;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Shopify;

/// <summary>One call, its retries and its errors, on the simplest query.</summary>
public sealed class AdminApiTests
{
    private const string Query = "ReadBulkOperation";
    private const string Nothing = """{"bulkOperation":null}""";

    private readonly ShopifyUnderTest _shopify = new();

    [Fact]
    public async Task A_call_goes_to_the_version_of_the_settings_with_the_token()
    {
        _shopify.Http.OnData(Query, Nothing);

        await CallAsync();

        var sent = Assert.Single(_shopify.Http.Sent);
        Assert.Equal(
            ("https://shop.myshopify.com/admin/api/2026-10/graphql.json", ShopifyUnderTest.AccessToken), (sent.Uri.ToString(), sent.Token));
        Assert.Equal("gid://shopify/BulkOperation/1", sent.Variables.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(752, 666, 50, 1.72)]
    [InlineData(1000, 0, 100, 10)]
    [InlineData(10, 9, 2000, 0.001)] // half of one, but a timer counts whole milliseconds
    [InlineData(10, 50, 100, 0.01)] // filled up meanwhile
    public async Task A_throttled_query_waits_for_exactly_the_points_that_it_lacks(
        double requested, double available, double restoreRate, double seconds)
    {
        _shopify.Http.On(Query, (_, _) => Task.FromResult(Throttled(requested, available, restoreRate)));
        _shopify.Http.OnData(Query, Nothing);

        await CallAsync();

        Assert.Equal([TimeSpan.FromSeconds(seconds)], _shopify.Clock.Waits);
    }

    [Fact]
    public async Task A_query_that_stays_throttled_is_given_up_as_one_that_may_pass()
    {
        _shopify.Http.On(Query, (_, _) => Task.FromResult(Throttled(752, 666, 50)));

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(CallAsync);

        Assert.Equal(("THROTTLED", true, RetryPolicy.MaxTries), (failed.Code, failed.IsTransient, _shopify.Http.Count(Query)));
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}]}""")]
    [InlineData("""
        {
          "errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
          "extensions":{"cost":{"requestedQueryCost":752,"throttleStatus":null}}
        }
        """)]
    [InlineData("""
        {
          "errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
          "extensions":{"cost":{"requestedQueryCost":752,"throttleStatus":{"currentlyAvailable":0,"restoreRate":0}}}
        }
        """)]
    public async Task A_throttled_answer_that_does_not_say_how_long_backs_off(string body)
    {
        _shopify.Http.On(Query, HttpStatusCode.OK, body);
        _shopify.Http.OnData(Query, Nothing);

        await CallAsync();

        Assert.InRange(Assert.Single(_shopify.Clock.Waits).TotalSeconds, 0.5, 0.75);
    }

    [Fact]
    public async Task The_word_throttled_in_the_data_is_nobodys_business()
    {
        _shopify.Http.OnData(Query, """
            {
              "bulkOperation":{
                "id":"x","status":"COMPLETED","errorCode":"THROTTLED","createdAt":"2026-11-23T12:00:00Z","objectCount":"0",
                "rootObjectCount":"0","fileSize":null,"url":null,"query":"\"THROTTLED\""
              }
            }
            """);

        await CallAsync();

        Assert.Empty(_shopify.Clock.Waits);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("2.0", null)] // ShopifySharp reads whole seconds only
    [InlineData("3600", 60)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData(null, null)]
    public async Task Too_many_requests_waits_as_long_as_Shopify_says_within_reason(string? retryAfter, int? seconds)
    {
        _shopify.Http.On(
            Query, HttpStatusCode.TooManyRequests, """{"errors":"Exceeded"}""",
            headers: retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        _shopify.Http.OnData(Query, Nothing);

        await CallAsync();

        var wait = Assert.Single(_shopify.Clock.Waits).TotalSeconds;
        if (seconds is { } exactly) Assert.Equal(exactly, wait);
        else Assert.InRange(wait, 0.5, 0.75);
    }

    [Theory]
    [InlineData(408, "application/json")]
    [InlineData(430, "application/json")]
    [InlineData(500, "application/json")]
    [InlineData(502, "text/html")]
    [InlineData(503, null)] // a proxy's empty answer
    [InlineData(504, "text/html")]
    public async Task What_may_pass_is_tried_six_times_with_growing_waits_and_jitter(int status, string? contentType)
    {
        _shopify.Http.On(
            Query, (_, _) => Task.FromResult(_shopify.Http.Respond((HttpStatusCode)status, contentType is null ? "" : "{}", contentType)));

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(CallAsync);

        Assert.Equal((true, RetryPolicy.MaxTries), (failed.IsTransient, _shopify.Http.Count(Query)));
        Assert.Equal(RetryPolicy.MaxTries - 1, _shopify.Clock.Waits.Count);
        foreach (var (wait, shortest) in _shopify.Clock.Waits.Zip((double[])[0.5, 1, 2, 4, 8]))
            Assert.InRange(wait.TotalSeconds, shortest, shortest * 1.5);
        Assert.Equal(_shopify.Clock.Waits.Distinct().Count(), _shopify.Clock.Waits.Count);
    }

    [Theory]
    [InlineData("{\"error\":{\"code\":\"busy\"}}")]
    [InlineData("{\"error\":[\"busy\"]}")]
    [InlineData("{\"errors\":{\"base\":[{\"message\":\"busy\"}]}}")]
    public async Task A_failed_answer_whose_error_is_no_text_is_one_that_may_pass(string body)
    {
        _shopify.Http.On(
            Query, (_, _) => Task.FromResult(_shopify.Http.Respond(HttpStatusCode.ServiceUnavailable, body, "application/json")));

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(CallAsync);

        Assert.Equal((true, RetryPolicy.MaxTries), (failed.IsTransient, _shopify.Http.Count(Query)));
        Assert.Contains("a failed status whose error is no text", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_jitter_is_the_seeds()
    {
        var waits = new List<IReadOnlyList<TimeSpan>>();
        for (var i = 0; i < 2; i++)
        {
            var shopify = new ShopifyUnderTest();
            shopify.Http.On(Query, HttpStatusCode.InternalServerError, "{}");
            await Assert.ThrowsAsync<ShopifyCallException>(
                () => shopify.Operations.GetAsync("gid://shopify/BulkOperation/1", CancellationToken.None));
            waits.Add(shopify.Clock.Waits);
        }

        Assert.Equal(waits[0], waits[1]);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        _shopify.Http.On(Query, (_, _) => throw new HttpRequestException("the connection was reset"));
        _shopify.Http.OnData(Query, Nothing);

        await CallAsync();

        Assert.Equal(2, _shopify.Http.Count(Query));
    }

    [Fact]
    public async Task A_call_that_times_out_is_tried_again_and_then_given_up_as_one_that_may_pass()
    {
        _shopify.Http.On(
            Query, (_, _) => throw new TaskCanceledException("the request was canceled due to the configured HttpClient.Timeout"));

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(CallAsync);

        Assert.Equal((true, RetryPolicy.MaxTries), (failed.IsTransient, _shopify.Http.Count(Query)));
        Assert.Contains("timed out", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_stops_is_not_answered_with_a_failure_of_Shopifys()
    {
        using var stopping = new CancellationTokenSource();
        _shopify.Http.On(Query, HttpStatusCode.InternalServerError, "{}");
        _shopify.Clock.Waiting = _ => stopping.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _shopify.Operations.GetAsync("gid://shopify/BulkOperation/1", stopping.Token));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(423)]
    public async Task What_will_not_pass_is_not_tried_again(int status)
    {
        _shopify.Http.On(Query, (HttpStatusCode)status, """{"errors":"no"}""");

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(CallAsync);

        Assert.Equal((false, 1), (failed.IsTransient, _shopify.Http.Count(Query)));
        Assert.Contains("Request id: request-1", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_of_the_settings_is_told_at_once()
    {
        _shopify.Http.On(
            Query, HttpStatusCode.Unauthorized,
            """{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}""");

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(CallAsync);

        Assert.Equal(("UNAUTHORIZED", false, 1), (failed.Code, failed.IsTransient, _shopify.Http.Count(Query)));
        Assert.Contains("check Shopify__AccessToken", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        var shopify = WithGrants("shpat_1", "shpat_2");
        shopify.Http.On(Query, HttpStatusCode.Unauthorized, """{"errors":"no"}""");
        shopify.Http.OnData(Query, Nothing);

        await shopify.Operations.GetAsync("gid://shopify/BulkOperation/1", CancellationToken.None);

        Assert.Equal(["shpat_1", "shpat_2"], shopify.Http.Sent.Where(sent => sent.Operation == Query).Select(sent => sent.Token));
    }

    [Fact]
    public async Task A_renewed_token_that_is_refused_as_well_is_told()
    {
        var shopify = WithGrants("shpat_1", "shpat_2", "shpat_3");
        shopify.Http.On(Query, HttpStatusCode.Unauthorized, """{"errors":"no"}""");

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(
            () => shopify.Operations.GetAsync("gid://shopify/BulkOperation/1", CancellationToken.None));

        Assert.Equal(("UNAUTHORIZED", 2, 2), (failed.Code, shopify.Http.Count(Query), shopify.Http.Count(ShopifyStandIn.Token)));
    }

    [Theory]
    [InlineData("ACCESS_DENIED", false, "grant the app the scopes")]
    [InlineData("MAX_COST_EXCEEDED", false, "1,000 points")]
    [InlineData("INTERNAL_SERVER_ERROR", true, "INTERNAL_SERVER_ERROR")]
    [InlineData("undefinedField", false, "undefinedField")]
    public async Task Errors_of_GraphQL_say_their_code_what_to_do_and_the_request_id(string code, bool isTransient, string advice)
    {
        _shopify.Http.On(
            Query, HttpStatusCode.OK,
            $$$"""{"data":null,"errors":[{"message":"no","extensions":{"code":"{{{code}}}"}},{"message":"second"}]}""");

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(CallAsync);

        Assert.Equal((code, isTransient), (failed.Code, failed.IsTransient));
        Assert.Contains(advice, failed.Message, StringComparison.Ordinal);
        Assert.Contains("Request id: request-1", failed.Message, StringComparison.Ordinal);
        Assert.Contains(Query, failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"no"}]}""")]
    [InlineData("""{"errors":[{"message":"no","extensions":{"code":null}}]}""")]
    [InlineData("""{"errors":"no"}""")]
    [InlineData("""{"errors":{"x":"no"}}""")]
    [InlineData("""{"errors":[{"message":7}]}""")]
    [InlineData("""{"errors":["no"]}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html>no</html>")]
    [InlineData("\"THROTTLED\"")]
    [InlineData("<html>\"THROTTLED\"</html>")]
    [InlineData("")]
    [InlineData("""{"data":{"bulkOperation":{"id":1}}}""")]
    [InlineData("""{"data":{"bulkOperation":[]}}""")]
    [InlineData("""
        {"data":{"bulkOperation":{
          "id":"x","status":"COMPLETED","createdAt":"yesterday","objectCount":"0","rootObjectCount":"0","query":""
        }}}
        """)]
    [InlineData("""
        {"data":{"bulkOperation":{
          "id":"x","status":"COMPLETED","createdAt":"2026-11-23T12:00:00Z","objectCount":"many","rootObjectCount":"0","query":""
        }}}
        """)]
    [InlineData("""
        {"data":{"bulkOperation":{
          "id":"x","status":"COMPLETED","createdAt":"2026-11-23T12:00:00Z","objectCount":"99999999999999999999",
          "rootObjectCount":"0","query":""
        }}}
        """)]
    [InlineData("""
        {"data":{"bulkOperation":{
          "id":"x","status":"COMPLETED","createdAt":"2026-11-23T12:00:00Z","objectCount":"0","rootObjectCount":"0","query":"",
          "url":"nowhere"
        }}}
        """)]
    public async Task Whatever_else_is_answered_is_Shopifys_fault_and_not_a_crash(string body)
    {
        _shopify.Http.On(Query, HttpStatusCode.OK, body);

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(CallAsync);

        ShopifyUnderTest.AssertNoSecret(failed.ToString());
    }

    [Theory]
    [InlineData(
        "StartAsync", "RunBulkQuery",
        """
        {"bulkOperationRunQuery":{
          "bulkOperation":null,
          "userErrors":[{"field":["query"],"message":"A bulk operation is running","code":"OPERATION_IN_PROGRESS"}]
        }}
        """,
        "OPERATION_IN_PROGRESS")]
    [InlineData(
        "EnsureAsync", "CreateSubscription",
        """
        {"webhookSubscriptionCreate":{
          "webhookSubscription":null,
          "userErrors":[{"field":["webhookSubscription","uri"],"message":"Address is not allowed"}]
        }}
        """,
        "Address is not allowed")]
    [InlineData(
        "EnsureAsync", "CreateSubscription",
        """
        {"webhookSubscriptionCreate":{
          "webhookSubscription":{"id":"gid://shopify/WebhookSubscription/1"},
          "userErrors":[{"field":null,"message":"Address is not allowed","code":null}]
        }}
        """,
        "Address is not allowed")]
    public async Task User_errors_are_never_ignored(string what, string operation, string data, string named)
    {
        _shopify.Http.OnData(
            "ReadSubscriptions", """{"webhookSubscriptions":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}""");
        _shopify.Http.OnData(operation, data);

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(
            () => what == "StartAsync"
                ? _shopify.Operations.StartAsync(CancellationToken.None)
                : _shopify.Subscriptions.EnsureAsync(new Uri("https://app.example.com/")));

        Assert.Contains(named, failed.Message, StringComparison.Ordinal);
        Assert.Contains("Request id: request-1", failed.Message, StringComparison.Ordinal);
        Assert.False(failed.IsTransient);
        Assert.Equal(1, _shopify.Http.Count(operation));
    }

    [Fact]
    public async Task Another_version_that_answers_is_told_once()
    {
        _shopify.Http.OnData(Query, Nothing);
        _shopify.Http.ApiVersion = "2026-01";

        await CallAsync();
        await CallAsync();

        Assert.Single(_shopify.LogLines, line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains("2026-01, not in 2026-10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_retry_is_told_with_its_reason_and_without_a_secret()
    {
        _shopify.Http.On(Query, HttpStatusCode.InternalServerError, """{"errors":"Internal Server Error"}""");
        _shopify.Http.OnData(Query, Nothing);

        await CallAsync();

        var line = Assert.Single(_shopify.LogLines);
        Assert.Contains(Query, line, StringComparison.Ordinal);
        Assert.Contains("500", line, StringComparison.Ordinal);
        ShopifyUnderTest.AssertNoSecret(line);
    }

    private static ShopifyUnderTest WithGrants(params string[] tokens)
    {
        var shopify = new ShopifyUnderTest(hasToken: false);
        foreach (var token in tokens)
            shopify.Http.On(ShopifyStandIn.Token, HttpStatusCode.OK, $$"""{"access_token":"{{token}}","expires_in":86399}""");
        return shopify;
    }

    private HttpResponseMessage Throttled(double requested, double available, double restoreRate) => _shopify.Http.Respond(
        HttpStatusCode.OK,
        FormattableString.Invariant($$"""
            {
              "errors":[{
                "message":"Throttled",
                "extensions":{"code":"THROTTLED","documentation":"https://shopify.dev/api/usage/limits"}
              }],
              "extensions":{
                "cost":{
                  "requestedQueryCost":{{requested}},"actualQueryCost":null,
                  "throttleStatus":{"maximumAvailable":1000.0,"currentlyAvailable":{{available}},"restoreRate":{{restoreRate}}}
                }
              }
            }
            """),
        "application/json");

    private Task CallAsync() => _shopify.Operations.GetAsync("gid://shopify/BulkOperation/1", CancellationToken.None);
}
