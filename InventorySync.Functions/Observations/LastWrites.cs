using Microsoft.Extensions.Hosting;

namespace InventorySync.Observations;

/// <summary>Writes what has been collected once everything that collects has stopped.</summary>
internal sealed class LastWrites(Lazy<ObservationLog> observations, Lazy<DeliveryCounter> deliveries) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await observations.Value.FlushAsync(cancellationToken);
        await deliveries.Value.FlushAsync(cancellationToken);
    }
}
