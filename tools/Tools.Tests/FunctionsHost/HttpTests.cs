using System.Net;
using System.Text;
using FunctionsHost;
using InventorySync.Tests.Support;
using Tools.Tests.FunctionsHost.Functions;

namespace Tools.Tests.FunctionsHost;

public sealed class HttpTests
{
    [Fact]
    public async Task A_route_begins_with_api_unless_host_json_says_otherwise()
    {
        await using var host = await new TestHost().StartAsync(typeof(EchoFunction));

        Assert.Equal(HttpStatusCode.Accepted, (await host.SendAsync(HttpMethod.Get, "/api/echo/x")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, "/echo/x")).StatusCode);
    }

    [Theory]
    [InlineData("hooks/v1", "/hooks/v1/echo/x")]
    [InlineData("", "/echo/x")]
    public async Task The_route_prefix_is_that_of_host_json(string prefix, string path)
    {
        await using var host = new TestHost { HostJson = $$"""{ "extensions": { "http": { "routePrefix": "{{prefix}}" } } }""" };
        await host.StartAsync(typeof(EchoFunction));

        Assert.Equal(HttpStatusCode.Accepted, (await host.SendAsync(HttpMethod.Get, path)).StatusCode);
    }

    [Fact]
    public async Task A_function_without_a_route_is_found_by_its_name()
    {
        await using var host = await new TestHost().StartAsync(typeof(KeyFunction));

        Assert.Equal(
            HttpStatusCode.OK,
            (await host.SendAsync(HttpMethod.Get, $"/api/forfriends?code={Uri.EscapeDataString(TestHost.GoodKey)}")).StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    public async Task A_method_that_the_trigger_does_not_list_is_not_found(string method)
    {
        await using var host = await new TestHost().StartAsync(typeof(EchoFunction));

        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(new HttpMethod(method), "/api/echo/x")).StatusCode);
    }

    [Fact]
    public async Task A_function_sees_the_request_and_the_caller_sees_its_answer()
    {
        await using var host = await new TestHost().StartAsync(typeof(EchoFunction));

        var answer = await host.SendAsync(
            HttpMethod.Post, "/api/echo/anna?q=1%202", new byte[100_000], request => request.Headers.Add("X-Sent", "hello, world"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("echo", await answer.Content.ReadAsStringAsync());
        Assert.Equal("POST", Header(answer, "X-Method"));
        Assert.Equal("anna", Header(answer, "X-Name"));
        Assert.Equal("100000", Header(answer, "X-Length"));
        Assert.Equal("1 2", Header(answer, "X-Query"));
        Assert.Equal("hello, world", Header(answer, "X-Sent"));
    }

    [Fact]
    public async Task A_body_without_a_length_arrives_empty_as_on_Azure()
    {
        await using var host = await new TestHost().StartAsync(typeof(EchoFunction));

        var answer = await host.SendAsync(HttpMethod.Post, "/api/echo/x", with: request =>
        {
            request.Content = new StreamContent(new MemoryStream(new byte[10]));
            request.Headers.TransferEncodingChunked = true;
        });

        Assert.Equal("0", Header(answer, "X-Length"));
    }

    [Fact]
    public async Task A_body_above_the_limit_fails_as_on_Azure()
    {
        await using var host = new TestHost();
        host.Settings["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "1000";
        await host.StartAsync(typeof(EchoFunction));

        Assert.Equal(HttpStatusCode.Accepted, (await host.SendAsync(HttpMethod.Post, "/api/echo/x", new byte[1000])).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.SendAsync(HttpMethod.Post, "/api/echo/x", new byte[1001])).StatusCode);
    }

    [Fact]
    public async Task A_function_that_asks_for_a_key_admits_only_the_key()
    {
        await using var host = await new TestHost().StartAsync(typeof(KeyFunction));
        const string Path = "/api/ForFriends";

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(HttpMethod.Get, Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(HttpMethod.Get, $"{Path}?code=wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(HttpMethod.Get, $"{Path}?code=")).StatusCode);
        var withKey = $"{Path}?code={Uri.EscapeDataString(TestHost.GoodKey)}";
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, withKey)).StatusCode);
        Assert.Equal(
            HttpStatusCode.OK,
            (await host.SendAsync(
                HttpMethod.Get, Path, with: request => request.Headers.Add("x-functions-key", TestHost.GoodKey))).StatusCode);
    }

    [Fact]
    public async Task A_message_is_in_the_queue_before_the_caller_has_its_answer()
    {
        await using var host = new TestHost();
        var queue = new HeldQueue();
        host.Wrap = queue.Wrap;
        await host.StartAsync(typeof(AcceptFunction));

        var asking = host.SendAsync(HttpMethod.Post, "/api/accept", "a"u8.ToArray());
        await queue.Asked;
        Assert.False(asking.IsCompleted);
        queue.LetGo();

        Assert.Equal(HttpStatusCode.OK, (await asking).StatusCode);
        Assert.Equal(1, await host.CountAsync());
    }

    [Fact]
    public async Task A_queue_that_refuses_makes_the_answer_500()
    {
        await using var host = new TestHost();
        var queue = new HeldQueue();
        host.Wrap = queue.Wrap;
        await host.StartAsync(typeof(AcceptFunction));
        queue.Refuse();

        var answer = await host.SendAsync(HttpMethod.Post, "/api/accept", "a"u8.ToArray());

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_message_too_large_for_the_queue_makes_the_answer_500()
    {
        await using var host = await new TestHost().StartAsync(typeof(AcceptFunction));

        Assert.Equal(
            HttpStatusCode.InternalServerError, (await host.SendAsync(HttpMethod.Post, "/api/accept", new byte[60_000])).StatusCode);
        Assert.Equal(0, await host.CountAsync());
    }

    [Fact]
    public async Task A_null_message_sends_nothing()
    {
        await using var host = await new TestHost().StartAsync(typeof(AcceptFunction));

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Post, "/api/accept")).StatusCode);
        Assert.Equal(0, await host.CountAsync());
    }

    [Fact]
    public async Task A_function_that_throws_answers_500_and_the_next_request_is_served()
    {
        await using var host = new TestHost();
        host.Script.OnRequest = _ => throw new InvalidOperationException("on purpose");
        await host.StartAsync(typeof(AcceptFunction));

        Assert.Equal(
            HttpStatusCode.InternalServerError, (await host.SendAsync(HttpMethod.Post, "/api/accept", "a"u8.ToArray())).StatusCode);
        Assert.Contains(host.Log.GetSnapshot(), record => record.Id.Id == 9003 && record.Exception is InvalidOperationException);
        host.Script.OnRequest = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Post, "/api/accept", "a"u8.ToArray())).StatusCode);
    }

    [Fact]
    public async Task An_invocation_is_cancelled_at_the_timeout_of_host_json()
    {
        await using var host = new TestHost { HostJson = """{ "functionTimeout": "00:05:00" }""" };
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.OnRequest = token =>
        {
            began.SetResult();
            return host.HoldAsync(RealTime.UntilCancelledAsync(token));
        };
        await host.StartAsync(typeof(AcceptFunction));

        var asking = host.SendAsync(HttpMethod.Post, "/api/accept", "a"u8.ToArray());
        await began.Task;
        await host.Clock.SkipAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.InternalServerError, (await asking).StatusCode);
        Assert.Contains(host.Log.GetSnapshot(), record => record.Exception is TimeoutException);
    }

    [Fact]
    public async Task A_stop_lets_requests_at_work_finish()
    {
        await using var host = new TestHost();
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource();
        host.Script.OnRequest = _ =>
        {
            began.SetResult();
            return finish.Task;
        };
        await host.StartAsync(typeof(AcceptFunction));
        var asking = host.SendAsync(HttpMethod.Post, "/api/accept", Encoding.UTF8.GetBytes("a"));
        await began.Task;

        var stopping = host.Host.StopAsync();
        Assert.False(stopping.IsCompleted);
        finish.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await asking).StatusCode);
        await stopping;
        Assert.Equal(1, await host.CountAsync());
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_line()
    {
        await using var first = await new TestHost().StartAsync(typeof(EchoFunction));
        await using var second = new TestHost { Port = first.Host.Address.Port };

        var error = await Assert.ThrowsAsync<HostStartException>(() => second.StartAsync(typeof(EchoFunction)));

        Assert.Contains($":{first.Host.Address.Port}", error.Message, StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
