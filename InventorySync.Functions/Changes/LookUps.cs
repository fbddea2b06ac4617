using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Changes;

/// <summary>Meets the needs that only a read of the Admin API can meet. A need is a row until it is met, so that failing here loses nothing.</summary>
public sealed class LookUps(
    IInventoryStore store, InventoryReader reader, TimeProvider timeProvider, SyncMetrics metrics, ILogger<LookUps> logger)
{
    /// <summary>Needs that are taken at a time.</summary>
    private const int BatchSize = 50;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>Tries all that are due, until none is left or Shopify does not answer.</summary>
    public async Task TryDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await store.GetDueLookUpsAsync(Now(), BatchSize, cancellationToken);
            if (due.Count == 0 || !await TryAsync(due, cancellationToken)) return;
        }
    }

    /// <summary>Tries these. What Shopify does not answer, and what its answer does not settle, is put off.</summary>
    /// <returns>False if Shopify did not answer.</returns>
    public async Task<bool> TryAsync(IReadOnlyList<PendingLookUp> needs, CancellationToken cancellationToken)
    {
        try
        {
            var reads = await reader.ReadItemsAsync([.. needs.Select(need => need.Id)], cancellationToken);
            foreach (var (need, read) in needs.Join(reads, need => need.Id, read => read.InventoryItemId, (need, read) => (need, read)))
                await ApplyAsync(need, read, cancellationToken);
            return true;
        }
        catch (ShopifyCallException e)
        {
            Log.LookUpsFailed(logger, e, needs.Count, e.Message);
            foreach (var need in needs)
            {
                metrics.CountLookUp(need.Reason.ToString(), "Failed");
                await PostponeAsync(need, cancellationToken);
            }

            return false;
        }
    }

    private async Task ApplyAsync(PendingLookUp need, ItemRead read, CancellationToken cancellationToken)
    {
        var change = await store.ApplyItemReadAsync(read, Now(), cancellationToken);
        if (!change.IsAnswered) await PostponeAsync(need, cancellationToken);
        metrics.CountLookUp(need.Reason.ToString(), change.IsAnswered ? "Answered" : "TooEarly");
        Log.LookedUp(logger, need.Id, string.Join(", ", change.Skus), need.Reason, change.OldAvailable, change.NewAvailable, change.IsAnswered);
    }

    private Task PostponeAsync(PendingLookUp need, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromTicks(Math.Min(FirstDelay.Ticks << Math.Min(need.Tries, 16), LongestDelay.Ticks));
        return store.PostponeLookUpAsync(need, Now().Add(delay), cancellationToken);
    }

    private UnixTime Now() => UnixTime.From(timeProvider.GetUtcNow());
}
