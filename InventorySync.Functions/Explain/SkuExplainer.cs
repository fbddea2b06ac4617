using System.Globalization;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Options;

namespace InventorySync.Explain;

/// <summary>
/// Answers "why does this SKU show 7?": what the tables hold, where each of it came from, what Shopify says beside it, and what will put
/// right what differs.
/// </summary>
public sealed class SkuExplainer(
    IExplainStore store, IStatusStore statuses, InventoryReader items, ObservationLog log, IOptions<StaleReadOptions> reads,
    IOptions<FullSyncOptions> fullSync, TimeProvider timeProvider)
{
    public const int DefaultObservations = 20;
    public const int MostObservations = 500;

    /// <summary>
    /// Variants of one code that are explained: who gives more of them one code knows that they do not differ by it. One query of Shopify
    /// holds as many items.
    /// </summary>
    internal const int MostVariants = InventoryReader.ItemsPerQuery;

    /// <summary>How long Shopify is waited for: what the tables hold is told all the same.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="asksShopify">False to say what the tables hold, and no more.</param>
    /// <param name="observations">How many of the last ones are wanted.</param>
    public async Task<SkuExplanation> ExplainAsync(
        SkuQuestion question, bool asksShopify, int observations, CancellationToken cancellationToken)
    {
        var now = timeProvider.Now();
        var (reads, failure) = (new Dictionary<long, ItemRead>(), (string?)null);
        if (asksShopify
            && await store.GetSkuFactsAsync(question.Code, question.VariantId, MostVariants, cancellationToken) is { Count: > 0 } asked)
            (reads, failure) = await ReadAsync([.. asked.Select(facts => facts.InventoryItemId).Distinct()], cancellationToken);

        // After Shopify's answer, so that a change that has come meanwhile is no difference.
        var found = await store.GetSkuFactsAsync(question.Code, question.VariantId, MostVariants, cancellationToken);
        var context = found.Count == 0 ? null : await ReadContextAsync(now, cancellationToken);
        var limit = Math.Clamp(observations, 0, MostObservations);
        List<ExplainedSku> skus = [];
        foreach (var facts in found)
        {
            // Those of this instance; another one's are there within seconds.
            var unwritten = log.Waiting();
            var written = await store.GetObservationsAsync(
                facts.InventoryItemId, facts.VariantId, facts.ProductId, limit, cancellationToken);
            skus.Add(ExplainedSku.Of(
                facts, UnwrittenObservations.Join(unwritten, written, facts, limit), context!,
                asksShopify ? new AskedShopify(reads.GetValueOrDefault(facts.InventoryItemId), failure) : null));
        }

        return new SkuExplanation(SkuExplanation.CurrentVersion, now.ToDateTimeOffset(), question.Asked, skus);
    }

    /// <summary>That Shopify does not answer is shown, and the rest is told all the same.</summary>
    private async Task<(Dictionary<long, ItemRead> Reads, string? Failure)> ReadAsync(
        IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await timeProvider.RunWithinAsync(
                Patience, token => items.ReadItemsAsync(ids, token).WaitAsync(token), cancellationToken);
            return (answers.ToDictionary(read => read.InventoryItemId), null);
        }
        catch (ShopifyCallException e)
        {
            return ([], e.Message);
        }
        catch (TimeoutException)
        {
            return ([], string.Create(CultureInfo.InvariantCulture, $"It did not answer within {Patience.TotalSeconds:0} seconds."));
        }
    }

    private async Task<SkuContext> ReadContextAsync(UnixTime now, CancellationToken cancellationToken) => new(
        await statuses.GetStatusAsync(now, cancellationToken), now, reads.Value.StaleReadMargin,
        SyncSchedule.NextAfter(now, fullSync.Value.FullSyncSchedule));
}

/// <summary>What Shopify answered about an item.</summary>
/// <param name="Read">Null where it did not answer.</param>
internal sealed record AskedShopify(ItemRead? Read, string? Failure);

/// <summary>What an explanation needs to know beside the SKU.</summary>
internal sealed record SkuContext(StoreStatus Status, UnixTime Now, TimeSpan StaleReadMargin, UnixTime? NextFullSync);
