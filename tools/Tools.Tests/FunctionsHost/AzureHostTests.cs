using System.Net;
using InventorySync.Tests.Support;
using LocalRun.Run;
using Microsoft.Extensions.Configuration;
using Tools.Tests.FunctionsHost.Functions;

namespace Tools.Tests.FunctionsHost;

/// <summary>
/// The whole host on a real queue service; the rules themselves are tested on the embedded queues, whose clock can be moved.
/// </summary>
public sealed class AzureHostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [AzuriteFact]
    public async Task A_request_becomes_a_message_and_the_message_is_handled()
    {
        await using var host = OnAzurite("accepted");
        await host.StartAsync(typeof(AcceptFunction), typeof(ChangeFunction));
        byte[] body = new byte[40_000];
        Array.Fill(body, (byte)'a');

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Post, "/api/accept", body)).StatusCode);

        await Eventually.True(async () => await host.CountAsync("accepted") == 0, "the message is handled and deleted");
        Assert.Equal(40_000, Assert.Single(host.Script.Deliveries).Body.Length);
    }

    [AzuriteFact]
    public async Task A_hopeless_message_ends_in_the_poison_queue()
    {
        await using var host = OnAzurite("hopeless");
        host.HostJson = """{ "extensions": { "queues": { "maxDequeueCount": 2 } } }""";
        host.Script.OnMessage = _ => throw new InvalidOperationException("on purpose");
        await host.StartAsync(typeof(ChangeFunction));
        await host.EnqueueAsync("hopeless", "hopeless");

        // Azurite has a clock of its own, which hides a message until a second has passed.
        await Eventually.True(
            async () =>
            {
                await host.Clock.SkipAsync(TimeSpan.FromMinutes(1));
                return host.Log.GetSnapshot().Any(record => record.Id.Id == 9013);
            },
            "the message is given up");

        await Eventually.True(async () => await host.CountAsync("hopeless") == 0, "the message leaves its queue");
        Assert.Equal(1, await host.CountAsync("hopeless-poison"));
        Assert.Equal(2, host.Script.Deliveries.Count);
    }

    private TestHost OnAzurite(string queueName)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build();
        var host = new TestHost { OpenQueues = () => AzureStorageSettings.Read(settings)! };
        host.Settings["ChangeQueue"] = queueName;
        return host;
    }
}
