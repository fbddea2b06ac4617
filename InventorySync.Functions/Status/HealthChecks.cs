using InventorySync.Inventory;
using InventorySync.Queues;
using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.Status;

/// <summary>Whether what the app works with answers: the store, the queues and Shopify, at once and each with a time limit.</summary>
public sealed class HealthChecks(IPauseStore store, IQueueInspector queues, LocationReader locations, TimeProvider timeProvider)
{
    /// <summary>Whoever asks gives up after some seconds as well.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>A probe that comes every few seconds must not cost Shopify's points each time.</summary>
    internal static readonly TimeSpan ShopifyFreshness = TimeSpan.FromSeconds(30);

    private (long At, HealthCheck Check)? _shopify;

    public async Task<HealthReport> RunAsync(CancellationToken cancellationToken)
    {
        var checks = await Task.WhenAll(
            CheckAsync("store", token => store.GetPauseAsync(token), cancellationToken),
            CheckAsync("queue", token => queues.ReadAsync(token), cancellationToken),
            CheckShopifyAsync(cancellationToken));
        return new HealthReport(checks.All(check => check.IsOk), checks);
    }

    private async Task<HealthCheck> CheckShopifyAsync(CancellationToken cancellationToken)
    {
        if (_shopify is { } last && timeProvider.GetElapsedTime(last.At) < ShopifyFreshness) return last.Check;
        var check = await CheckAsync("shopify", token => locations.ReadAllAsync(token), cancellationToken);
        _shopify = (timeProvider.GetTimestamp(), check);
        return check;
    }

    private async Task<HealthCheck> CheckAsync(string name, Func<CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        try
        {
            // Waited for as well, since not everything that is asked heeds its token.
            await timeProvider.RunWithinAsync(Limit, token => check(token).WaitAsync(token), cancellationToken);
            return new HealthCheck(name, IsOk: true, Elapsed(), Error: null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheck(name, IsOk: false, Elapsed(), e.Message);
        }

        double Elapsed() => Math.Round(timeProvider.GetElapsedTime(since).TotalMilliseconds, 1);
    }
}
