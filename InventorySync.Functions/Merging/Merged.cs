namespace InventorySync.Merging;

/// <summary>What became of a change, and what it needs.</summary>
/// <param name="Answer">The look-up that it answers; null for a webhook.</param>
/// <param name="Asks">The look-ups that it asks for, in order.</param>
internal sealed record Merged(ChangeResult Result, IReadOnlyList<LookUpAsk> Asks, LookUpAnswer? Answer = null)
{
    /// <summary>The look-ups that it reads or writes.</summary>
    public IEnumerable<LookUpKey> Keys => Answer is null
        ? Asks.Select(ask => ask.Key)
        : Asks.Select(ask => ask.Key).Prepend(Answer.Key);

    /// <summary>The result, once its needs are decided.</summary>
    public ChangeResult Settle(NeedSet needs)
    {
        if (Answer is not null) needs.Answer(Answer);

        // Needs of one thing coalesce: the last one of each says it all.
        PendingLookUp[] asked = [.. Asks.Select(needs.Ask).GroupBy(need => need.Key).Select(same => same.Last())];
        if (Answer is null) return Result with { LookUps = asked };
        needs.WaitForMargin(Answer.Key);
        return (ReadResult)Result with { LookUps = asked, IsAnswered = !needs.IsAsked(Answer.Key) };
    }
}
