using FunctionsHost.Queues;
using InventorySync.Queues;
using InventorySync.Tests.Support;
using LocalRun.Run;
using Microsoft.Extensions.Configuration;

namespace Tools.Tests.FunctionsHost.Queues;

[NeedsAzurite]
public sealed class AzureQueueTests(AzuriteFixture azurite) : QueueConformance, IClassFixture<AzuriteFixture>
{
    private protected override IQueueTransport Open() => AzureStorageSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build())!;

    [QueueFact]
    public async Task The_apps_own_probe_tells_the_queues_that_are_there()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build();
        await using var transport = Open();
        var queue = await transport.OpenAsync("probe-full", CancellationToken.None);
        await transport.OpenAsync("probe-empty", CancellationToken.None);
        await queue.SendAsync(new byte[] { 1 }, CancellationToken.None);
        await queue.SendAsync(new byte[] { 2 }, CancellationToken.None);

        var states = await new AzureQueueInspector(QueueAccount.Open(settings), ["probe-full", "probe-empty", "probe-missing"]).ReadAsync(
            CancellationToken.None);

        Assert.Equal(
            [("probe-full", 2L, true), ("probe-empty", 0L, false)],
            states.Select(state => (state.Name, state.Messages, state.OldestAt is not null)));
    }
}
