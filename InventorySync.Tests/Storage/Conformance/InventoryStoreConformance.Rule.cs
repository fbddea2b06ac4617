using InventorySync.Inventory;
using InventorySync.Tests.Inventory;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    private const long Second = 1_000_000_000;

    /// <summary>Round a whole second: the rule tells apart what was seen within the second of a stamp.</summary>
    private static readonly long[] Times = [9 * Second, (10 * Second) - 1, 10 * Second, (10 * Second) + 1, (11 * Second) - 1, 11 * Second];

    [StoreFact]
    public async Task What_a_full_sync_decides_of_a_value_is_what_Precedence_decides()
    {
        await using var rule = await Database.OpenRuleAsync();
        (Observation<int?>? Held, int? Value, UnixTime UpdatedAt, UnixTime SeenAt)[] cases =
        [
            .. PrecedenceTests.Cases.Where(row => row[OfferedBy] is ObservedBy.Read).Select(row => (
                (Observation<int?>?)new Observation<int?>((int?)row[0], At((double)row[1]), At((double)row[2]), (ObservedBy)row[3]),
                (int?)row[4], At((double)row[5]), At((double)row[6]))),
            (null, 5, At(10), At(9)),
            .. from heldUpdatedAt in Times
               from heldSeenAt in Times
               from value in (int[])[4, 5, 6]
               from updatedAt in Times
               from seenAt in Times
               select (
                   (Observation<int?>?)new Observation<int?>(5, new(heldUpdatedAt), new(heldSeenAt), ObservedBy.Webhook),
                   (int?)value, new UnixTime(updatedAt), new UnixTime(seenAt)),
        ];

        var decided = await rule.DecideReadsAsync(cases.Select(row => (
            row.Held?.UpdatedAt, row.Held?.SeenAt, row.UpdatedAt, row.SeenAt,
            Comparer<int?>.Default.Compare(row.Value, row.Held?.Value))));

        Assert.Equal(
            cases.Select(row => (row, Precedence.Decide(
                row.Held, new Observation<int?>(row.Value, row.UpdatedAt, row.SeenAt, ObservedBy.Read), Comparer<int?>.Default))),
            cases.Zip(decided));
    }

    [StoreFact]
    public async Task What_a_full_sync_decides_of_presence_is_what_Precedence_decides()
    {
        await using var rule = await Database.OpenRuleAsync();
        (Presence Held, Presence Read)[] cases =
        [
            .. PrecedenceTests.PresenceCases.Select(row => (
                new Presence((bool)row[0], At((double)row[1])), new Presence((bool)row[2], At((double)row[3])))),
            .. from held in (bool[])[false, true]
               from heldSeenAt in Times
               from read in (bool[])[false, true]
               from seenAt in Times
               select (new Presence(held, new(heldSeenAt)), new Presence(read, new(seenAt))),
        ];

        var decided = await rule.DecidePresencesAsync(cases);

        Assert.Equal(cases.Select(row => (row, Precedence.Decide(row.Held, row.Read))), cases.Zip(decided));
    }

    [StoreFact]
    public async Task What_a_full_sync_decides_of_a_location_is_what_Precedence_decides()
    {
        await using var rule = await Database.OpenRuleAsync();
        (LocationState HeldState, UnixTime HeldSeenAt, LocationState State, UnixTime SeenAt)[] cases =
        [
            .. from heldState in Enum.GetValues<LocationState>()
               from heldSeenAt in Times
               from state in Enum.GetValues<LocationState>()
               from seenAt in Times
               select (heldState, new UnixTime(heldSeenAt), state, new UnixTime(seenAt)),
        ];

        var decided = await rule.DecideLocationsAsync(cases);

        Assert.Equal(
            cases.Select(row => (row, Precedence.Decide((row.HeldState, row.HeldSeenAt), (row.State, row.SeenAt)))), cases.Zip(decided));
    }
}
