namespace InventorySync.Tests.Support;

/// <summary>One running Azurite, for the tests of a class: its queue service alone, in memory, on a free port of this machine.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private RunningAzurite? _azurite;

    /// <summary>What AzureWebJobsStorage has to be.</summary>
    public string ConnectionString => _azurite!.ConnectionString;

    public async Task InitializeAsync() => _azurite = await Azurite.StartAsync(
        Azurite.QueueService,
        "--queueHost", "127.0.0.1", "--queuePort", "0", "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck");

    public async Task DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
    }
}
