using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// Applies the changes of one batch to one set of registers, in the order in which they came: the second sees what the first has left.
/// Nothing here waits, and nothing depends on anything but the registers and the changes.
/// </summary>
public sealed class Merge(RegisterSet registers, MergeTimes times)
{
    private readonly List<(Merged? Merged, Exception? Fault)> _changes = [];

    /// <summary>The look-ups that the changes ask for or answer. If the list is empty, `needs` does not have to be locked.</summary>
    public IReadOnlyList<LookUpKey> NeedKeys =>
        [.. _changes.SelectMany(change => change.Merged?.Keys ?? []).Distinct().Order(LookUpKey.Order)];

    /// <summary>Applies one change. One that cannot be applied leaves nothing in the registers.</summary>
    public void Apply(IObservation change)
    {
        registers.Begin();
        try
        {
            _changes.Add((Decide(Normal.Of(change)), null));
        }
        catch (Exception e) // whatever is wrong with it, the other changes of the batch are right
        {
            registers.Undo();
            _changes.Add((null, e));
        }
    }

    /// <summary>What became of each change, once the needs are decided.</summary>
    /// <param name="needs">What <see cref="NeedKeys"/> names; null where they name nothing.</param>
    public IReadOnlyList<Applied> Settle(NeedSet? needs) =>
    [
        .. _changes.Select(change => new Applied(
            needs is null || change.Merged is null ? change.Merged?.Result : change.Merged.Settle(needs), change.Fault)),
    ];

    private Merged Decide(IObservation change) => change switch
    {
        LevelObservation level => LevelMerge.Apply(registers, level, times),
        ItemObservation item => ItemMerge.Apply(registers, item, times),
        ProductObservation product => new ProductMerge(registers, product, times).ApplyWebhook(),
        ItemRead read => new ItemReadMerge(registers, read, times).Apply(),
        ProductRead read => ProductReadMerge.Apply(registers, read, times),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "There is no rule for it."),
    };
}
