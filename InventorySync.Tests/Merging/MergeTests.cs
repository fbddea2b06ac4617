using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Tests.Merging;

public sealed class MergeTests
{
    private static readonly MergeTimes Times = new(At(1_000), TimeSpan.FromMinutes(2));

    private readonly RegisterSet _registers = new(new LockedKeys([1], [11, 12]), [101], absentSince: null);

    public MergeTests()
    {
        _registers.LoadLocation(7, counts: true);
        _registers.LoadLocation(8, counts: true);
    }

    [Fact]
    public void A_change_sees_what_the_one_before_it_in_its_batch_has_left()
    {
        var merge = new Merge(_registers, Times);
        merge.Apply(new ItemObservation(11, new Observation<bool>(true, At(1), At(1), ObservedBy.Webhook), new(IsPresent: true, At(1))));
        merge.Apply(Level(11, 7, available: 5, at: 2));
        merge.Apply(Level(11, 8, available: 3, at: 3));
        merge.Apply(Level(11, 7, available: 4, at: 1));

        Assert.Equal(
            [(Outcome.Applied, 5), (Outcome.Applied, 8), (Outcome.Superseded, 8)],
            merge.Settle(needs: null).Skip(1).Select(applied => applied.Get<LevelChange>())
                .Select(change => (change.Available!.Value, change.NewAvailable!.Value)));
    }

    [Fact]
    public void A_change_that_cannot_be_decided_fails_alone_and_leaves_nothing_behind()
    {
        var merge = new Merge(_registers, Times);
        merge.Apply(Level(11, 7, available: 5, at: 2));

        // The price of the second variant has more digits than the tables take, and its product was not loaded with the batch either.
        merge.Apply(Product(101, price: 10m, at: 3) with { ProductId = 99 });
        merge.Apply(Product(101, price: 1e20m, at: 3));
        merge.Apply(Level(12, 8, available: 3, at: 3));

        var applied = merge.Settle(new NeedSet(merge.NeedKeys, earlySync: null, window: null, Times));
        Assert.Equal([false, true, true, false], applied.Select(change => change.Fault is not null));
        Assert.IsType<NotLoadedException>(applied[1].Fault);
        Assert.IsType<ArgumentOutOfRangeException>(applied[2].Fault);
        Assert.Throws<NotLoadedException>(() => applied[1].Get<ProductChange>());
        Assert.Equal([new LevelKey(11, 7), new LevelKey(12, 8)], _registers.LevelChanges.Select(change => change.Key));
        Assert.Empty(_registers.ProductChanges);
        Assert.Empty(_registers.VariantChanges);
    }

    [Fact]
    public void A_text_that_was_cut_and_a_price_that_was_rounded_are_a_repeat_the_second_time()
    {
        var product = Product(101, price: 9.99996m, at: 3, sku: new string('s', 700), title: new string('t', 2_000));
        var merge = new Merge(_registers, Times);
        merge.Apply(product);
        merge.Apply(product);

        var applied = merge.Settle(new NeedSet(merge.NeedKeys, earlySync: null, window: null, Times));

        Assert.Equal(Outcome.Repeat, applied[1].Get<ProductChange>().Details);
        Assert.Empty(applied[1].Get<ProductChange>().Variants);
        var held = _registers.Variant(101)!.Membership.Value.Details;
        Assert.Equal((500, 1_000, 10.0000m), (held.Sku!.Length, held.Title.Length, held.Price));
    }

    [Theory]
    [InlineData("abcdef", "abcde")]
    [InlineData("abcd\U0001F600", "abcd")]
    [InlineData("abc\U0001F600x", "abc\U0001F600")]
    public void A_text_is_not_cut_through_a_character(string text, string cut) => Assert.Equal(cut, Normal.Cut(text, 5));

    [Fact]
    public void A_batch_that_asks_for_nothing_needs_no_look_ups_loaded()
    {
        _registers.Load(11, new ItemRegisters(null, new Presence(IsPresent: true, At(1))));
        var merge = new Merge(_registers, Times);
        merge.Apply(Level(11, 7, available: 5, at: 2));

        Assert.Empty(merge.NeedKeys);
        Assert.Empty(Assert.Single(merge.Settle(needs: null)).Get<LevelChange>().LookUps);
    }

    [Fact]
    public void Changes_of_one_batch_that_need_the_same_look_up_need_one()
    {
        var merge = new Merge(_registers, Times);
        merge.Apply(Level(11, 7, available: 5, at: 2));
        merge.Apply(Level(11, 8, available: 5, at: 9));

        var needs = new NeedSet(merge.NeedKeys, earlySync: null, window: null, Times);
        merge.Settle(needs);

        var asked = Assert.Single(needs.LookUpChanges).Becomes!;
        Assert.Equal((LookUpReason.UnknownItem, At(9)), (asked.Reason, asked.SeenAfter));
        Assert.Equal(1, needs.Window!.Asked);
    }

    /// <summary>An update meets a level that the last full sync did not show: absent, as far as that run saw.</summary>
    [Theory]
    [InlineData(50, true)]
    [InlineData(5, false)]
    public void What_has_no_row_was_absent_when_the_last_full_sync_read(double seenAt, bool isConnected)
    {
        var registers = new RegisterSet(new LockedKeys([], [11]), [], absentSince: At(10));
        registers.LoadLocation(7, counts: true);
        var merge = new Merge(registers, Times);

        merge.Apply(Level(11, 7, available: 5, at: seenAt));

        Assert.Equal(isConnected, registers.Level(new LevelKey(11, 7))!.Presence.IsPresent);
    }

    private static UnixTime At(double seconds) => new((long)(seconds * 1e9));

    private static LevelObservation Level(long item, long location, int available, double at) =>
        new(item, location, new Observation<int?>(available, At(at), At(at), ObservedBy.Webhook), Presence: null);

    private static ProductObservation Product(long variant, decimal price, double at, string sku = "A", string title = "M") => new(
        1, ObservedBy.Webhook, new Presence(IsPresent: true, At(at)),
        new Observation<ProductDetails>(new ProductDetails(title, "ACTIVE"), At(at), At(at), ObservedBy.Webhook),
        new VariantListing([new VariantObservation(variant, 11, new VariantDetails(sku, null, title, price), At(at))], []));
}
