using FunctionsHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Tools.Tests.FunctionsHost.Functions;

namespace Tools.Tests.FunctionsHost;

/// <summary>What would fail or be ignored later is refused at start, in one line that names the function and the reason.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(typeof(WithoutTrigger), "0 triggers")]
    [InlineData(typeof(WithTwoTriggers), "2 triggers")]
    [InlineData(typeof(WithUnknownTrigger), "UnknownTriggerAttribute")]
    [InlineData(typeof(WithUnknownOutput), "UnknownOutputAttribute")]
    [InlineData(typeof(WithTextOutput), "only byte[] is sent as it is")]
    [InlineData(typeof(WithUnknownParameter), "Int32 answer")]
    [InlineData(typeof(WithWrongTriggerType), "Byte[], not DateTime")]
    [InlineData(typeof(WithResultThatGoesNowhere), "would go nowhere")]
    [InlineData(typeof(WithoutAnswer), "holds no answer")]
    [InlineData(typeof(WithBadSchedule), "'at noon'")]
    [InlineData(typeof(WithBadQueueName), "'Not_A_Queue'")]
    [InlineData(typeof(WithOtherConnection), "'OtherStorage'")]
    [InlineData(typeof(WithRetry), "retry attribute")]
    [InlineData(typeof(WithRunAtStart), "RunOnStartup")]
    [InlineData(typeof(WithoutMonitor), "UseMonitor")]
    [InlineData(typeof(WithAdminLevel), "authorization level Admin")]
    [InlineData(typeof(WithSystemLevel), "authorization level System")]
    [InlineData(typeof(WithConstraint), "route constraints")]
    [InlineData(typeof(WithValueTask), "ValueTask")]
    public async Task A_function_that_cannot_be_served_is_refused(Type function, string reason)
    {
        await using var host = new TestHost();

        var error = await Assert.ThrowsAsync<HostStartException>(() => host.StartAsync(function));

        Assert.StartsWith("Function 'Bad' cannot be served: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_setting_is_named_with_its_function()
    {
        await using var host = new TestHost();
        host.Settings.Remove("FourHourlySchedule");

        var error = await Assert.ThrowsAsync<HostStartException>(() => host.StartAsync(typeof(FourHourlyFunction)));

        Assert.Equal("Function 'FourHourly' needs the setting 'FourHourlySchedule', which is not set.", error.Message);
    }

    [Fact]
    public async Task Two_functions_of_one_name_are_refused()
    {
        await using var host = new TestHost();

        await Assert.ThrowsAsync<HostStartException>(() => host.StartAsync(typeof(WithBadSchedule), typeof(WithBadQueueName)));
    }

    [Fact]
    public async Task A_function_that_asks_for_a_key_needs_a_host_that_has_one()
    {
        await using var host = new TestHost { Key = null };

        var error = await Assert.ThrowsAsync<HostStartException>(() => host.StartAsync(typeof(KeyFunction)));

        Assert.Contains("asks for a key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_function_is_left_out()
    {
        await using var host = new TestHost();
        host.Settings["AzureWebJobs.Bad.Disabled"] = "true";

        await host.StartAsync(typeof(WithBadSchedule), typeof(EchoFunction));

        Assert.True((await host.SendAsync(HttpMethod.Get, "/api/echo/x")).IsSuccessStatusCode);
    }

    public sealed class UnknownTriggerAttribute : TriggerBindingAttribute;

    public sealed class UnknownOutputAttribute : OutputBindingAttribute;

    public static class WithoutTrigger
    {
        [Function("Bad")]
        public static void Run()
        {
        }
    }

    public static class WithTwoTriggers
    {
        [Function("Bad")]
        public static void Run([QueueTrigger("one")] byte[] one, [QueueTrigger("two")] byte[] two)
        {
        }
    }

    public static class WithUnknownTrigger
    {
        [Function("Bad")]
        public static void Run([UnknownTrigger] byte[] body)
        {
        }
    }

    public static class WithUnknownOutput
    {
        [Function("Bad")]
        [UnknownOutput]
        public static byte[] Run([QueueTrigger("one")] byte[] body) => body;
    }

    public static class WithTextOutput
    {
        [Function("Bad")]
        [QueueOutput("two")]
        public static string Run([QueueTrigger("one")] byte[] body) => Convert.ToHexString(body);
    }

    public static class WithUnknownParameter
    {
        [Function("Bad")]
        public static void Run([QueueTrigger("one")] byte[] body, int answer)
        {
        }
    }

    public static class WithWrongTriggerType
    {
        [Function("Bad")]
        public static void Run([QueueTrigger("one")] DateTime body)
        {
        }
    }

    public static class WithResultThatGoesNowhere
    {
        [Function("Bad")]
        public static byte[] Run([QueueTrigger("one")] byte[] body) => body;
    }

    public static class WithoutAnswer
    {
        [Function("Bad")]
        public static Task<Version> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
            Task.FromResult(new Version(1, 0));
    }

    public static class WithBadSchedule
    {
        [Function("Bad")]
        public static void Run([TimerTrigger("at noon")] TimerInfo timer)
        {
        }
    }

    public static class WithBadQueueName
    {
        [Function("Bad")]
        public static void Run([QueueTrigger("Not_A_Queue")] byte[] body)
        {
        }
    }

    public static class WithOtherConnection
    {
        [Function("Bad")]
        public static void Run([QueueTrigger("one", Connection = "OtherStorage")] byte[] body)
        {
        }
    }

    public static class WithRetry
    {
        [Function("Bad")]
        [FixedDelayRetry(3, "00:00:10")]
        public static void Run([TimerTrigger("0 0 */4 * * *")] TimerInfo timer)
        {
        }
    }

    public static class WithRunAtStart
    {
        [Function("Bad")]
        public static void Run([TimerTrigger("0 0 */4 * * *", RunOnStartup = true)] TimerInfo timer)
        {
        }
    }

    public static class WithoutMonitor
    {
        [Function("Bad")]
        public static void Run([TimerTrigger("0 0 */4 * * *", UseMonitor = false)] TimerInfo timer)
        {
        }
    }

    public static class WithAdminLevel
    {
        [Function("Bad")]
        public static HttpResponseData Run([HttpTrigger(AuthorizationLevel.Admin)] HttpRequestData request) => request.CreateResponse();
    }

    public static class WithSystemLevel
    {
        [Function("Bad")]
        public static HttpResponseData Run([HttpTrigger(AuthorizationLevel.System)] HttpRequestData request) => request.CreateResponse();
    }

    public static class WithConstraint
    {
        [Function("Bad")]
        public static HttpResponseData Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "items/{id:int}")] HttpRequestData request) =>
            request.CreateResponse();
    }

    public static class WithValueTask
    {
        [Function("Bad")]
        public static ValueTask RunAsync([QueueTrigger("one")] byte[] body) => ValueTask.CompletedTask;
    }
}
