using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Tests.Merging;

public sealed class AvailabilityTests
{
    private const long Item = 11;

    private static readonly UnixTime Then = new(1);

    [Theory]
    [MemberData(nameof(AvailabilityCases.All), MemberType = typeof(AvailabilityCases))]
    public void The_sum_in_memory_is_what_can_be_sold(
        bool? tracked, bool isDeleted, (int? Number, bool IsConnected, At Location)[] levels, int? expected)
    {
        var registers = new RegisterSet(new LockedKeys([], [Item]), [], absentSince: null);
        registers.Load(Item, new ItemRegisters(
            tracked is { } value ? new Observation<bool>(value, Then, Then, ObservedBy.Read) : null, new Presence(!isDeleted, Then)));
        foreach (var (n, (number, isConnected, location)) in levels.Index())
        {
            registers.Load(
                new LevelKey(Item, n),
                new LevelRegisters(new Observation<int?>(number, Then, Then, ObservedBy.Read), new Presence(isConnected, Then)));
            registers.LoadLocation(n, location is At.Active or At.Unknown);
        }

        Assert.Equal(expected, Availability.Of(registers, Item));
    }

    [Fact]
    public void An_item_that_is_not_known_has_no_sum() =>
        Assert.Null(Availability.Of(new RegisterSet(new LockedKeys([], [Item]), [], absentSince: null), Item));
}
