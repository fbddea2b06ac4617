using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>The decisions of one change, by <see cref="Precedence"/>.</summary>
internal sealed class Decisions
{
    /// <summary>Whether two observations of one version disagreed.</summary>
    public bool IsConflict { get; private set; }

    /// <returns>What became of the observation, and what the register holds from now on.</returns>
    public (Outcome Outcome, Observation<T> Next) Decide<T>(Observation<T>? held, Observation<T> offered, IComparer<T> order)
    {
        var outcome = Note(Precedence.Decide(held, offered, order));
        return (outcome, outcome.Writes() ? offered : held!.Value);
    }

    /// <returns>What became of the statement, and what the register holds from now on.</returns>
    public (Outcome Outcome, Presence Next) Decide(Presence? held, Presence offered)
    {
        var outcome = Note(Precedence.Decide(held, offered));
        return (outcome, outcome.Writes() ? offered : held!.Value);
    }

    private Outcome Note(Outcome outcome)
    {
        IsConflict |= outcome.IsConflict();
        return outcome;
    }
}
