using InventorySync.Inventory;

namespace InventorySync.Tests.Inventory;

public sealed class BackOffTests
{
    private static readonly BackOff Doubling = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(6, 10)]
    [InlineData(int.MaxValue, 10)]
    public void A_wait_is_twice_the_one_before_until_the_longest(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Doubling.After(failures));

    [Fact]
    public void A_wait_grows_by_the_factor_to_the_tick()
    {
        BackOff slow = new(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(10), Factor: 1.5);

        Assert.Equal(
            [
                2_500_000, 3_750_000, 5_625_000, 8_437_500, 12_656_250, 18_984_375, 28_476_562, 42_714_843, 64_072_264, 96_108_396,
                100_000_000,
            ],
            Enumerable.Range(1, 11).Select(failures => slow.After(failures).Ticks));
    }

    [Fact]
    public void A_first_wait_above_the_longest_is_the_longest() =>
        Assert.Equal(TimeSpan.FromSeconds(1), new BackOff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)).After(1));

    [Theory]
    [InlineData(0.5, 2, 3)]
    [InlineData(-0.5, 1, 2)]
    public void Jitter_makes_a_wait_longer_or_shorter_by_its_share_at_most(double jitter, double least, double most)
    {
        var random = new Random(7);
        var waits = Enumerable.Range(0, 1_000).Select(_ => (Doubling with { Jitter = jitter }).After(2, random).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, least, most));
        Assert.True(waits.Max() - waits.Min() > 0.9, "the waits spread over the whole share");
    }

    [Fact]
    public void Without_jitter_no_chance_is_taken() => Assert.Equal(TimeSpan.FromSeconds(4), Doubling.After(3, new Random(7)));
}
