using InventorySync.Cli.Hosting.Queues;
using InventorySync.Cli.Hosting.Queues.AzureStorage;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace InventorySync.Tests.Hosting.Queues;

[NeedsAzurite]
public sealed class AzureQueueTests(AzuriteFixture azurite) : QueueConformance, IClassFixture<AzuriteFixture>
{
    private protected override IQueueTransport Open() => AzureStorageSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build())!;
}
