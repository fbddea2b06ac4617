using FunctionsHost;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Tools.Tests.FunctionsHost;

public sealed class HostJsonTests
{
    [Fact]
    public void What_host_json_does_not_say_is_the_Functions_hosts_default()
    {
        var host = HostJson.Parse("{}", Settings());

        Assert.Equal("api", host.RoutePrefix);
        Assert.Equal(TimeSpan.FromMinutes(30), host.FunctionTimeout);
        Assert.Equal(new QueueRules(16, 8 * Environment.ProcessorCount, TimeSpan.FromMinutes(1), TimeSpan.Zero, 5), host.Queues);
    }

    [Fact]
    public void The_apps_own_host_json_is_understood()
    {
        var host = HostJson.Load(Path.Combine(Repository.Root, "host.json"), Settings());

        Assert.Equal("api", host.RoutePrefix);
        Assert.Equal(new QueueRules(32, 32, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30), 5), host.Queues);
    }

    [Fact]
    public void Comments_are_allowed_as_on_Azure() =>
        Assert.Equal(
            7, HostJson.Parse("""{ /* why */ "extensions": { "queues": { "maxDequeueCount": 7 } } }""", Settings()).Queues.MaxDequeueCount);

    [Fact]
    public void A_setting_overrides_host_json()
    {
        var host = HostJson.Parse(
            """{ "extensions": { "queues": { "batchSize": 8 } } }""", Settings(("AzureFunctionsJobHost:extensions:queues:batchSize", "2")));

        Assert.Equal(2, host.Queues.BatchSize);
    }

    [Fact]
    public void No_timeout_is_minus_one() => Assert.Null(HostJson.Parse("""{ "functionTimeout": "-1" }""", Settings()).FunctionTimeout);

    [Theory]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 33 } } }""", "batchSize")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": "many" } } }""", "batchSize")]
    [InlineData("""{ "extensions": { "queues": { "newBatchThreshold": -1 } } }""", "newBatchThreshold")]
    [InlineData("""{ "extensions": { "queues": { "maxPollingInterval": "00:00:00.099" } } }""", "maxPollingInterval")]
    [InlineData("""{ "extensions": { "queues": { "visibilityTimeout": "soon" } } }""", "visibilityTimeout")]
    [InlineData("""{ "extensions": { "queues": { "maxDequeueCount": 0 } } }""", "maxDequeueCount")]
    [InlineData("""{ "extensions": { "queues": { "messageEncoding": "none" } } }""", "messageEncoding")]
    [InlineData("""{ "functionTimeout": "0" }""", "functionTimeout")]
    [InlineData("""{ "functionTimeout": """, "JSON")]
    public void A_wrong_value_is_named(string json, string what) =>
        Assert.Contains(what, Assert.Throws<HostStartException>(() => HostJson.Parse(json, Settings())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_one_clear_line() =>
        Assert.Contains(
            "host.json", Assert.Throws<HostStartException>(() => HostJson.Load("nowhere.json", Settings())).Message,
            StringComparison.Ordinal);

    private static IConfiguration Settings(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create<string, string?>(value.Key, value.Value)))
            .Build();
}
