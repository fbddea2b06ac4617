namespace InventorySync.Tests.Merging;

/// <summary>What a level's location is.</summary>
public enum At
{
    Active,
    Unknown,
    Inactive,
    Deleted,
    Excluded,
}

/// <summary>What of an item can be sold: the one table of cases for the sum in memory and for the view of each store.</summary>
public static class AvailabilityCases
{
    /// <summary>Whether the item is tracked (null: not known), whether it is deleted, its levels, and what can be sold.</summary>
    public static TheoryData<bool?, bool, (int? Number, bool IsConnected, At Location)[], int?> All => new()
    {
        { null, false, [(5, true, At.Active)], null },
        { false, false, [(5, true, At.Active)], null },
        { true, false, [], 0 },
        { true, false, [(5, true, At.Active), (3, true, At.Active)], 8 },
        { true, false, [(5, true, At.Active), (-7, true, At.Active)], -2 },
        { true, false, [(5, true, At.Unknown)], 5 },
        { true, false, [(5, false, At.Active), (3, true, At.Active)], 3 },
        { true, false, [(5, true, At.Inactive), (3, true, At.Active)], 3 },
        { true, false, [(5, true, At.Deleted), (3, true, At.Active)], 3 },
        { true, false, [(5, true, At.Excluded), (3, true, At.Active)], 3 },
        { true, false, [(null, true, At.Active), (3, true, At.Active)], 3 },
        { true, true, [(5, true, At.Active)], 0 },
        { true, false, [(2_000_000_000, true, At.Active), (2_000_000_000, true, At.Active)], int.MaxValue },
        { true, false, [(-2_000_000_000, true, At.Active), (-2_000_000_000, true, At.Active)], int.MinValue },
    };
}
