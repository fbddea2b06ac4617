using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>How both stores apply a batch of changes: load, decide, write, in a transaction that the store begins and ends.</summary>
internal static class ChangeBatch
{
    /// <summary>One try, from the load on.</summary>
    public static async Task<IReadOnlyList<Applied>> ApplyAsync(
        IChangeTransaction transaction, IReadOnlyList<IObservation> changes, MergeTimes times)
    {
        var registers = await transaction.LoadAsync(ChangeKeys.Of(changes));
        var merge = new Merge(registers, times);
        foreach (var change in changes) merge.Apply(change);

        // Taken with the other locks, `needs` would queue all changes of all instances behind each other.
        var keys = merge.NeedKeys;
        var needs = keys.Count > 0 ? await transaction.LoadNeedsAsync(keys, times) : null;
        var applied = merge.Settle(needs);
        await transaction.WriteAsync([.. RegisterWrites.Of(registers), .. needs is null ? [] : NeedWrites.Of(needs)]);
        return applied;
    }

    /// <summary>
    /// Applies all together; where a row refuses what one of them says, each alone, so that the others are not lost with it.
    /// </summary>
    /// <param name="apply">Applies some in one transaction.</param>
    /// <param name="isRefused">Whether an error says that a row does not take a value.</param>
    public static async Task<IReadOnlyList<Applied>> ApplyAsync(
        IReadOnlyList<IObservation> changes, Func<IReadOnlyList<IObservation>, Task<IReadOnlyList<Applied>>> apply,
        Func<Exception, bool> isRefused)
    {
        try
        {
            return await apply(changes);
        }
        catch (Exception e) when (isRefused(e))
        {
            if (changes.Count == 1) return [new Applied(null, e)];
        }

        List<Applied> applied = [];
        try
        {
            foreach (var change in changes) applied.AddRange(await ApplyAsync([change], apply, isRefused));
        }
        catch (Exception e) // the database is away meanwhile: those that are committed are, and the others are not tried
        {
            applied.AddRange(Enumerable.Repeat(new Applied(null, e), changes.Count - applied.Count));
        }

        return applied;
    }
}
