using Microsoft.Extensions.Hosting;

namespace InventorySync.Observations;

/// <summary>Writes once a minute how deliveries were answered, beside the webhooks and not on their way.</summary>
/// <param name="deliveries">Made late: which store it writes to the settings say, and they are validated after hosted services are
/// made.</param>
internal sealed class DeliveryWriter(Lazy<DeliveryCounter> deliveries, TimeProvider timeProvider) : BackgroundService
{
    /// <summary>One small transaction of an instance in so long, however many deliveries come, and from whom.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Runs outside its caller's context, so that its minutes are part of no caller's trace or work.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        using (ExecutionContext.SuppressFlow()) return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, timeProvider, stoppingToken);
                await deliveries.Value.FlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // A stop: LastWrites writes what has been counted since.
        }
    }
}
