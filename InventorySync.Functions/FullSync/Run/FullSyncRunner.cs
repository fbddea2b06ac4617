using InventorySync.Drift;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.FullSync;

/// <summary>
/// One full sync, from its lease to its report. Whatever ends an instance on the way, the run's row says how far it was, and the next one
/// goes on from there.
/// </summary>
public sealed class FullSyncRunner(RunLeases leases, RunLoader loader, RunEnd end, DriftAnalyzer drift, ILogger<FullSyncRunner> logger)
{
    /// <param name="mayStart">
    /// False to continue an unfinished run only. The very first run is not started before the webhooks are subscribed, where the app does
    /// that itself.
    /// </param>
    /// <exception cref="FullSyncFailedException">The run failed; it is recorded, and the tables are as they were.</exception>
    public async Task RunAsync(bool mayStart, CancellationToken cancellationToken)
    {
        if (await leases.TryTakeAsync(mayStart, cancellationToken) is not { } leased) return;

        var (run, lease) = leased;
        Log.RunBegan(logger, run.Id, run.Progress.BulkOperationId is not null);
        try
        {
            await RunAsync(leased, cancellationToken);
        }
        catch (LeaseLostException)
        {
            // Another instance has it now, and says how it ends.
        }
        catch (FullSyncPausedException)
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
            Log.RunPaused(logger, run.Id);
        }
        catch (Exception e) when (e is OperationCanceledException || e is ShopifyCallException { IsTransient: true })
        {
            // Stopped, or Shopify is away for now: the next instance need not wait for the lease to run out.
            await leases.ReleaseAsync(lease, CancellationToken.None);
            Log.RunLetGo(logger, run.Id);
            throw;
        }
        catch (Exception e)
        {
            // Whatever it was: left unfinished, the run would meet it again every five minutes, and keep every other run away. Where it was
            // the database, which then does not take this either, the run stays, and is continued.
            await end.FailAsync(leased, e, cancellationToken);
            throw;
        }

        await drift.TryAnalyzeAsync(cancellationToken);
    }

    private async Task RunAsync(LeasedRun leased, CancellationToken cancellationToken)
    {
        if (await loader.LoadAsync(leased, cancellationToken) is not { } loaded)
        {
            await leases.ReleaseAsync(leased.Lease, cancellationToken);
            Log.RunLetGo(logger, leased.Run.Id);
            return;
        }

        if (loaded.Refusal is { } refusal) throw new FullSyncFailedException($"Guarding: {refusal.Text}.");
        await end.ReplaceAsync(leased, loaded, cancellationToken);
    }
}
