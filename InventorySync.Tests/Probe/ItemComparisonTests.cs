using InventorySync.Inventory;
using InventorySync.Probe;
using InventorySync.Storage;

namespace InventorySync.Tests.Probe;

public sealed class ItemComparisonTests
{
    private const long Here = 7;
    private const long There = 8;

    /// <summary>Held since 100, read at 1,000: the same item with five pieces here and three there.</summary>
    public static TheoryData<string, bool> Cases => new()
    {
        { "the same", false },
        { "another number", true },
        { "another number of an older stamp", true },
        { "another number, and a webhook after the read", false },
        { "another number where it does not count", false },
        { "not tracked", true },
        { "no such item", true },
        { "a level that is not held", true },
        { "a level that is held as disconnected", true },
        { "a level that is not there any more", true },
        { "a level that is not there any more and did not count", false },
        { "a level that was connected after the read", false },
        { "a wrong sum", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Wrong_is_what_the_read_would_change_for_readers(string what, bool isWrong)
    {
        var (held, read) = Case(what);

        Assert.Equal(isWrong, ItemComparison.IsWrong(held, read));
        if (what != "a wrong sum") Assert.Equal(isWrong, ItemComparison.IsWrongByItself(held, read));
    }

    private static (ProbedItem Held, ItemRead Read) Case(string what)
    {
        var held = Held(Level(Here, 5), Level(There, 3));
        var item = new ItemSnapshot(true, At(100), [new LevelSnapshot(Here, 5, At(100)), new LevelSnapshot(There, 3, At(100))], []);
        var other = item with { Levels = [new LevelSnapshot(Here, 4, At(900)), item.Levels[1]] };
        var gone = item with { Levels = [item.Levels[0]] };
        return what switch
        {
            "another number" => (held, Read(other)),
            "another number of an older stamp" => (held, Read(item with { Levels = [new LevelSnapshot(Here, 4, At(50)), item.Levels[1]] })),
            "another number, and a webhook after the read" =>
                (Held(Level(Here, 6, updatedAt: 1_001, seenAt: 1_001), Level(There, 3)), Read(other)),
            "another number where it does not count" => (Held(Level(Here, 5) with { IsCounted = false }, Level(There, 3)), Read(other)),
            "not tracked" => (held, Read(item with { Tracked = false })),
            "no such item" => (held, Read(null)),
            "a level that is not held" => (Held(Level(Here, 5)), Read(item)),
            "a level that is held as disconnected" =>
                (Held(Level(Here, 5), Level(There, 3) with { Presence = new Presence(IsPresent: false, At(100)), IsCounted = false }), Read(
                    item)),
            "a level that is not there any more" => (held, Read(gone)),
            "a level that is not there any more and did not count" =>
                (Held(Level(Here, 5), Level(There, 3) with { IsCounted = false }), Read(gone)),
            "a level that was connected after the read" =>
                (Held(Level(Here, 5), Level(There, 3) with { Presence = new Presence(IsPresent: true, At(1_001)) }), Read(gone)),
            "a wrong sum" => (held with { IsSumRight = false }, Read(item)),
            _ => (held, Read(item)),
        };
    }

    private static ProbedItem Held(params ProbedLevel[] levels) => new(
        11, new Observation<bool>(true, At(100), At(100), ObservedBy.Read), new Presence(IsPresent: true, At(100)), levels,
        IsSumRight: true, HasLookUp: false, HasFailedChange: false);

    private static ProbedLevel Level(long location, int available, long updatedAt = 100, long seenAt = 100) => new(
        location, new Observation<int?>(available, At(updatedAt), At(seenAt), ObservedBy.Webhook), new Presence(IsPresent: true, At(100)),
        IsCounted: true);

    private static ItemRead Read(ItemSnapshot? item) => new(11, At(1_000), item);

    private static UnixTime At(long second) => new(second * 1_000_000_000);
}
