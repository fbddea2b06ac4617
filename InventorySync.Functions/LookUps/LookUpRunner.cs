using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.LookUps;

/// <summary>
/// Meets the needs that only a read of the Admin API can meet. A need is a row until it is met, so that failing here loses nothing.
/// </summary>
public sealed class LookUpRunner(
    ILookUpStore store, InventoryReader items, ProductReader products, LookUpAnswers answers, TimeProvider timeProvider,
    SyncMetrics metrics, ILogger<LookUpRunner> logger)
    : IDisposable
{
    /// <summary>Needs that are taken at a time.</summary>
    private const int BatchSize = 50;

    /// <summary>
    /// Tries of a need in one query with others: an outage of some minutes takes three, and more are likely to be the need's own fault.
    /// </summary>
    private const int TriesTogether = 3;

    private static readonly BackOff Delay = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    // One caller at a time: what the others need meanwhile goes together into its next query, and the cost bucket is asked by one only.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isAskedAgain;

    /// <summary>
    /// Tries all that are due, until none is left or Shopify does not answer. Returns at once where another caller is at it, who then takes
    /// along what has become due until now.
    /// </summary>
    public async Task TryDueAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isAskedAgain, true);
        while (Volatile.Read(ref _isAskedAgain) && _gate.Wait(0, CancellationToken.None))
        {
            try
            {
                while (Interlocked.Exchange(ref _isAskedAgain, false)) await TryAllDueAsync(cancellationToken);
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    /// <summary>
    /// Tries these. What Shopify does not answer, and what its answer does not settle, is put off. Those of one kind go into one query, but
    /// for those that have failed several times: they go alone, so that one that always fails takes no others along.
    /// </summary>
    /// <returns>False if Shopify is away: trying more is no use now.</returns>
    public async Task<bool> TryAsync(IReadOnlyList<PendingLookUp> needs, CancellationToken cancellationToken)
    {
        foreach (var kind in needs.GroupBy(need => need.Kind))
        {
            var read = kind.Key is LookUpKind.Product
                ? ReadProductsAsync
                : (Func<IReadOnlyList<PendingLookUp>, CancellationToken, Task>)ReadItemsAsync;
            PendingLookUp[] together = [.. kind.Where(need => need.Tries < TriesTogether)];
            if (together.Length > 0 && !await TryAsync(together, read, cancellationToken)) return false;
            foreach (var alone in kind.Where(need => need.Tries >= TriesTogether))
            {
                if (!await TryAsync([alone], read, cancellationToken)) return false;
            }
        }

        return true;
    }

    public void Dispose() => _gate.Dispose();

    private async Task TryAllDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await store.GetDueLookUpsAsync(timeProvider.Now(), BatchSize, cancellationToken);
            if (due.Count == 0 || !await TryAsync(due, cancellationToken)) return;
        }
    }

    private async Task<bool> TryAsync(
        PendingLookUp[] needs, Func<IReadOnlyList<PendingLookUp>, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            await read(needs, cancellationToken);
            return true;
        }
        catch (ShopifyCallException e) when (!e.IsTransient && needs.Length > 1)
        {
            // The answer cannot be read, or the query is refused: for one of them, most likely, and the halves tell which.
            var half = needs.Length / 2;
            return await TryAsync(needs[..half], read, cancellationToken) && await TryAsync(needs[half..], read, cancellationToken);
        }
        catch (ShopifyCallException e)
        {
            Log.LookUpsFailed(logger, e, needs.Length, e.Message);
            foreach (var need in needs) await FailAsync(need, cancellationToken);
            return !e.IsTransient;
        }
    }

    private async Task ReadItemsAsync(IReadOnlyList<PendingLookUp> needs, CancellationToken cancellationToken)
    {
        var reads = await items.ReadItemsAsync([.. needs.Select(need => need.Id)], cancellationToken);
        await ApplyAsync(
            [.. needs.Join(reads, need => need.Id, read => read.InventoryItemId, (need, read) => (need, (IObservation)read))],
            cancellationToken);
    }

    private async Task ReadProductsAsync(IReadOnlyList<PendingLookUp> needs, CancellationToken cancellationToken)
    {
        var reads = await products.ReadProductsAsync([.. needs.Select(need => need.Id)], cancellationToken);
        await ApplyAsync(
            [.. needs.Join(reads, need => need.Id, read => read.ProductId, (need, read) => (need, (IObservation)read))],
            cancellationToken);
    }

    /// <summary>Applies the answers. One that cannot be applied is put off like one that Shopify does not give.</summary>
    private async Task ApplyAsync(
        IReadOnlyList<(PendingLookUp Need, IObservation Read)> read, CancellationToken cancellationToken)
    {
        var areAnswered = await answers.ApplyAsync(read, cancellationToken);
        foreach (var ((need, _), isAnswered) in read.Zip(areAnswered))
        {
            if (isAnswered is null)
            {
                await FailAsync(need, cancellationToken);
                continue;
            }

            if (isAnswered is false) await PostponeAsync(need, cancellationToken);
            metrics.CountLookUp(need.Reason.ToString(), isAnswered is true ? "Answered" : "TooEarly");
        }
    }

    private async Task FailAsync(PendingLookUp need, CancellationToken cancellationToken)
    {
        metrics.CountLookUp(need.Reason.ToString(), "Failed");
        await PostponeAsync(need, cancellationToken);
    }

    private Task PostponeAsync(PendingLookUp need, CancellationToken cancellationToken) =>
        store.PostponeLookUpAsync(need, timeProvider.Now().Add(Delay.After(need.Tries + 1)), cancellationToken);
}
