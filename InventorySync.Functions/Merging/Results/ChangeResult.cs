namespace InventorySync.Merging;

/// <summary>What became of one webhook or one answer of the Admin API.</summary>
public abstract record ChangeResult
{
    /// <summary>The look-ups that it asked for, as they are held now: one for each thing.</summary>
    public IReadOnlyList<PendingLookUp> LookUps { get; init; } = [];
}

/// <summary>What became of one answer of the Admin API.</summary>
public abstract record ReadResult : ChangeResult
{
    /// <summary>False when the need asks for a later read than this one, and so stays.</summary>
    public bool IsAnswered { get; init; }
}
