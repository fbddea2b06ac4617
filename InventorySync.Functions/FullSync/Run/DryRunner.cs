using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>Downloads and compares like any full sync, and changes nothing: what it would have changed is taken back.</summary>
public sealed class DryRunner(
    IFullSyncStore store, RunLeases leases, RunLoader loader, IOptions<StaleReadOptions> reads, TimeProvider timeProvider)
{
    /// <param name="rows">How many of the rows that would differ are wanted.</param>
    /// <returns>Null while another run is unfinished, or there is a pause.</returns>
    /// <exception cref="FullSyncFailedException">The download is not what it should be, or takes longer than an invocation may.</exception>
    /// <exception cref="ShopifyCallException">Shopify did not do what it was asked.</exception>
    public async Task<DryRunReport?> RunAsync(int rows, CancellationToken cancellationToken)
    {
        if (await leases.TryTakeDryAsync(cancellationToken) is not { } leased) return null;

        var reason = "A dry run: it changed nothing.";
        try
        {
            var loaded = await loader.LoadAsync(leased, cancellationToken) ?? throw new FullSyncFailedException(
                $"Waiting: Shopify's bulk operation takes longer than {RunOperation.LongestWait.TotalMinutes} minutes, "
                + "for which a dry run does not wait.");
            var replacement = loaded.ReplacementAt(timeProvider.Now(), reads.Value.StaleReadMargin);
            var result = await store.DryRunAsync(leased.Lease, replacement, rows, cancellationToken);
            return new DryRunReport(leased.Run.Id, loaded.Refusal, result);
        }
        catch (Exception e)
        {
            reason = $"A dry run: it changed nothing, and failed. {e.Message}";
            throw;
        }
        finally
        {
            await EndAsync(leased.Lease, reason);
        }
    }

    private async Task EndAsync(RunLease lease, string reason)
    {
        try
        {
            await store.EndDryRunAsync(lease, reason, timeProvider.Now(), CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            // Another instance has ended it.
        }
    }
}
