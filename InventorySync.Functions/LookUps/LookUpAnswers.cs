using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Observations;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.LookUps;

/// <summary>
/// Applies the answers of look-ups, those of a query together, and tells what became of each: as a log line and an observation.
/// </summary>
public sealed class LookUpAnswers(
    IChangeStore store, ObservationLog observations, TimeProvider timeProvider, ILogger<LookUpAnswers> logger)
{
    /// <summary>Variants whose answers share a transaction; a product with more has one of its own.</summary>
    private const int MaxVariants = 128;

    /// <returns>Of each need whether it is answered; null where its answer could not be applied.</returns>
    internal async Task<IReadOnlyList<bool?>> ApplyAsync(
        IReadOnlyList<(PendingLookUp Need, IObservation Read)> answers, CancellationToken cancellationToken)
    {
        List<bool?> areAnswered = [];
        while (areAnswered.Count < answers.Count)
            areAnswered.AddRange(await ApplyTogetherAsync(SomeOf(answers, areAnswered.Count), cancellationToken));
        return areAnswered;
    }

    private static List<(PendingLookUp Need, IObservation Read)> SomeOf(
        IReadOnlyList<(PendingLookUp Need, IObservation Read)> answers, int from)
    {
        List<(PendingLookUp, IObservation)> some = [answers[from]];
        var variants = VariantsOf(answers[from].Read);
        for (var i = from + 1; i < answers.Count && (variants += VariantsOf(answers[i].Read)) <= MaxVariants; i++) some.Add(answers[i]);
        return some;
    }

    private static int VariantsOf(IObservation read) => ChangeKeys.Of([read]).Variants.Count;

    private async Task<IEnumerable<bool?>> ApplyTogetherAsync(
        List<(PendingLookUp Need, IObservation Read)> answers, CancellationToken cancellationToken)
    {
        IReadOnlyList<Applied> applied;
        try
        {
            applied = await store.ApplyAsync([.. answers.Select(answer => answer.Read)], timeProvider.Now(), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Where it was the database as a whole, it does not take the postponement either, and that goes up.
            applied = [.. answers.Select(_ => new Applied(Result: null, e))];
        }

        return [.. answers.Zip(applied, (answer, became) => Tell(answer.Need, answer.Read, became))];
    }

    private bool? Tell(PendingLookUp need, IObservation read, Applied applied)
    {
        switch (read, applied.Result)
        {
            case (ItemRead item, ItemChange change):
                if (observations.IsOn)
                    observations.Add(
                        ReadObservations.OfItem(ObservationSource.LookUp, item, need.Reason.ToString(), change, timeProvider.Now()));
                Log.LookedUp(
                    logger, need.Id, string.Join(", ", change.Skus), need.Reason, change.OldAvailable, change.NewAvailable,
                    change.IsAnswered);
                return change.IsAnswered;
            case (ProductRead product, ProductReadChange change):
                if (observations.IsOn)
                    observations.Add(ReadObservations.OfProduct(product, need.Reason.ToString(), change, timeProvider.Now()));
                Log.ProductLookedUp(logger, need.Id, need.Reason, change.Variants.Count(variant => variant.IsVisible), change.IsAnswered);
                return change.IsAnswered;
            default:
                Log.AnswerNotApplied(logger, applied.Fault!, need.Kind, need.Id, applied.Fault!.Message);
                return null;
        }
    }
}
