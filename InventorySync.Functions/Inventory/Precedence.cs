namespace InventorySync.Inventory;

/// <summary>
/// Which of two observations wins. Deliveries are repeated, reordered, late or lost, and a bulk download is not a snapshot of one instant,
/// so the answer depends on nothing but the two observations. Single changes are decided by this code (Merging). The full sync says it in
/// SQL, by one predicate for each engine, which the same table of cases holds.
/// </summary>
public static class Precedence
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>
    /// 1. A read beats whatever was seen before it, whatever UpdatedAt says: that is what heals anything.
    /// 2. A webhook loses against a read that began after it.
    /// 3. Otherwise the greater (UpdatedAt, SeenAt) wins; of two values with equal ones the smaller stays, whichever came first, since
    /// selling
    ///    too little for a moment is cheaper than selling what is not there.
    /// Two values of one UpdatedAt that were both seen within its second are a conflict too: a payload may have been assembled late, and
    /// which value is the later one only a read can tell.
    /// </summary>
    /// <param name="held">What the register holds; null if it holds nothing.</param>
    /// <param name="offered">The observation that has come in.</param>
    /// <param name="order">Which of two values is the smaller; equal means the same value.</param>
    public static Outcome Decide<T>(Observation<T>? held, in Observation<T> offered, IComparer<T> order)
    {
        if (held is not { } current) return Outcome.Applied;
        if (offered.By is ObservedBy.Read && offered.SeenAt > current.SeenAt) return Outcome.Applied;
        if (offered.By is ObservedBy.Webhook && current.By is ObservedBy.Read && current.SeenAt > offered.SeenAt) return Outcome.Superseded;

        var age = (offered.UpdatedAt, offered.SeenAt).CompareTo((current.UpdatedAt, current.SeenAt));
        var difference = order.Compare(offered.Value, current.Value);
        if (age == 0 && difference == 0) return Outcome.Repeat;

        var isDoubtful = difference != 0 && offered.UpdatedAt == current.UpdatedAt
            && (age == 0 || UnixTime.Later(offered.SeenAt, current.SeenAt) < current.UpdatedAt.Add(Second));
        return OutcomeOf(isNewer: age > 0 || (age == 0 && difference < 0), isDoubtful);
    }

    /// <summary>
    /// The greater SeenAt wins; of two statements of the same instant, absent stays until a look-up has answered. Different statements of
    /// one second are a conflict, since some deliveries say no more of their time than its second.
    /// </summary>
    public static Outcome Decide(Presence? held, Presence offered)
    {
        return held is { } current
            ? Decide(current.IsPresent ? 1 : 0, current.SeenAt, offered.IsPresent ? 1 : 0, offered.SeenAt)
            : Outcome.Applied;
    }

    /// <summary>The same of a location, which is deleted, inactive or active: the more absent stays.</summary>
    public static Outcome Decide((LocationState State, UnixTime SeenAt)? held, (LocationState State, UnixTime SeenAt) offered)
    {
        return held is { } current
            ? Decide((int)current.State, current.SeenAt, (int)offered.State, offered.SeenAt)
            : Outcome.Applied;
    }

    /// <summary>Whether the register changes.</summary>
    public static bool Writes(this Outcome outcome) => outcome is Outcome.Applied or Outcome.ConflictApplied;

    /// <summary>Whether only a read of the Admin API can tell which of the two values is right.</summary>
    public static bool IsConflict(this Outcome outcome) => outcome is Outcome.ConflictApplied or Outcome.ConflictKept;

    /// <param name="held">The smaller the more absent.</param>
    private static Outcome Decide(int held, UnixTime heldSeenAt, int offered, UnixTime seenAt)
    {
        var age = seenAt.CompareTo(heldSeenAt);
        if (offered == held && age == 0) return Outcome.Repeat;
        var isDoubtful = offered != held && seenAt.ToWholeSecond() == heldSeenAt.ToWholeSecond();
        return OutcomeOf(isNewer: age > 0 || (age == 0 && offered < held), isDoubtful);
    }

    private static Outcome OutcomeOf(bool isNewer, bool isDoubtful) => (isNewer, isDoubtful) switch
    {
        (true, false) => Outcome.Applied,
        (false, false) => Outcome.Superseded,
        (true, true) => Outcome.ConflictApplied,
        (false, true) => Outcome.ConflictKept,
    };
}
