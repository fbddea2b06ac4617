using InventorySync.Drift;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Drift;

/// <summary>
/// Why a row was wrong, by what is known of it. Times are minutes; the run before read at 102 and saw everything until 100, this one read
/// at 200 and ended at 202.
/// </summary>
public sealed class DriftRuleTests
{
    private const string Levels = "inventory_levels/update";

    private static readonly RunEvidence Run = new(
        2, EndedAt: At(202), ReadAt: At(200), PreviousReadAt: At(102), PreviousSeenAt: At(100), Refusals: [], Gaps: []);

    private static readonly DriftEvidence Row = new(1, DriftKinds.Available, Was: "5", Became: "3", UpdatedAt: At(150), IsInFlight: false);

    private static UnixTime At(double minutes) => default(UnixTime).Add(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Nothing_is_known_of_it_then_no_delivery_came() => Assert.Equal(DriftCause.NoDelivery, Cause(Row));

    [Fact]
    public void Where_deliveries_are_not_logged_nobody_knows_whether_one_came() =>
        Assert.Equal(DriftCause.Unknown, DriftRule.CauseOf(Row, Run, areDeliveriesLogged: false));

    [Fact]
    public void Deliveries_of_its_topic_were_refused_since_the_change() =>
        Assert.Equal(DriftCause.Refused, Cause(Row, Run with { Refusals = [Refused(180, Levels)] }));

    [Theory]
    [InlineData(110, Levels)]
    [InlineData(290, Levels)]
    [InlineData(180, "products/update")]
    [InlineData(180, "other")]
    public void Refusals_of_another_topic_or_of_other_hours_are_no_evidence(double minutes, string topic) =>
        Assert.Equal(DriftCause.NoDelivery, Cause(Row, Run with { Refusals = [Refused(minutes, topic)] }));

    [Fact]
    public void It_is_among_the_failed_changes() => Assert.Equal(DriftCause.Failed, Cause(Row with { HasFailed = true }));

    [Fact]
    public void A_delivery_of_it_was_handled_after_the_full_sync() =>
        Assert.Equal(DriftCause.Late, Cause(Row with { HandledAt = At(203) }));

    [Fact]
    public void A_delivery_of_it_was_handled_in_time_and_it_was_wrong_all_the_same() =>
        Assert.Equal(DriftCause.Unknown, Cause(Row with { HandledAt = At(160) }));

    [Fact]
    public void Its_topic_was_not_subscribed_when_it_changed() =>
        Assert.Equal(DriftCause.SubscriptionMissing, Cause(Row, Run with { Gaps = [Gap(140, 190)] }));

    [Theory]
    [InlineData(151, 190)]
    [InlineData(120, 150)]
    public void A_subscription_that_was_missing_before_or_after_the_change_is_no_evidence(double from, double to) =>
        Assert.Equal(DriftCause.NoDelivery, Cause(Row, Run with { Gaps = [Gap(from, to)] }));

    [Fact]
    public void A_gap_of_another_topic_is_no_evidence() =>
        Assert.Equal(DriftCause.NoDelivery, Cause(Row, Run with { Gaps = [new SubscriptionGap("products/update", At(140), At(190))] }));

    [Fact]
    public void A_sum_that_is_not_its_levels_was_written_by_somebody_else() =>
        Assert.Equal(DriftCause.OtherProgram, Cause(Row with { Kind = DriftKinds.Sum, UpdatedAt = null, HasFailed = true }, Everything));

    [Theory]
    [InlineData(DriftKinds.Available)]
    [InlineData(DriftKinds.Item)]
    [InlineData(DriftKinds.Variant)]
    [InlineData(DriftKinds.Product)]
    public void What_the_run_before_had_seen_in_this_very_version_was_right_then_and_somebody_else_wrote_it(string kind) =>
        Assert.Equal(DriftCause.OtherProgram, Cause(Row with { Kind = kind, UpdatedAt = At(100), HasFailed = true }, Everything));

    [Theory]
    [InlineData(DriftKinds.Connected)]
    [InlineData(DriftKinds.VariantPresence)]
    public void Presence_has_no_version_so_that_an_old_record_says_nothing(string kind) =>
        Assert.Equal(DriftCause.NoDelivery, Cause(Row with { Kind = kind, UpdatedAt = At(10), Became = "1" }));

    /// <summary>The order, each against all that comes after it.</summary>
    [Fact]
    public void What_is_known_of_the_row_goes_before_what_is_known_of_its_topic()
    {
        var (late, inTime) = (Row with { HandledAt = At(203) }, Row with { HandledAt = At(160) });
        Assert.Equal(DriftCause.Failed, Cause(inTime with { HasFailed = true }, Everything));
        Assert.Equal(DriftCause.Unknown, Cause(inTime, Everything));
        Assert.Equal(DriftCause.Refused, Cause(late, Everything)); // it was tried again
        Assert.Equal(DriftCause.Late, Cause(late, Everything with { Refusals = [] }));
        Assert.Equal(DriftCause.Refused, Cause(Row, Everything)); // refusals cost the subscription
        Assert.Equal(DriftCause.SubscriptionMissing, Cause(Row, Everything with { Refusals = [] }));
    }

    [Theory]
    [InlineData("1", "products/create", true)]
    [InlineData("1", "products/delete", false)]
    [InlineData("0", "products/delete", true)]
    [InlineData("0", "products/create", false)]
    public void A_variant_that_came_or_went_is_told_by_its_products_topics(string became, string topic, bool isTold)
    {
        var row = Row with { Kind = DriftKinds.VariantPresence, Was = became == "1" ? "0" : "1", Became = became, UpdatedAt = null };
        Assert.Equal(
            isTold ? DriftCause.SubscriptionMissing : DriftCause.NoDelivery,
            Cause(row, Run with { Gaps = [new SubscriptionGap(topic, At(0), At(110))] }));
    }

    [Fact]
    public void A_gap_over_any_part_of_the_time_since_the_run_before_may_have_cost_a_presence()
    {
        var row = Row with { Kind = DriftKinds.Connected, Was = "1", Became = "0", UpdatedAt = null };
        var gap = new SubscriptionGap("inventory_levels/disconnect", At(0), At(103));
        Assert.Equal(DriftCause.SubscriptionMissing, Cause(row, Run with { Gaps = [gap] }));
        Assert.Equal(DriftCause.NoDelivery, Cause(row, Run with { Gaps = [gap with { RepairedAt = At(102) }] }));
        Assert.Equal(DriftCause.NoDelivery, Cause(row, Run with { Gaps = [gap with { LostSince = At(201), RepairedAt = At(300) }] }));
    }

    [Theory]
    [InlineData(DriftKinds.Available, "5", "3", DriftDirection.TooHigh)]
    [InlineData(DriftKinds.Available, "3", "5", DriftDirection.TooLow)]
    [InlineData(DriftKinds.Available, null, "5", DriftDirection.TooLow)]
    [InlineData(DriftKinds.Available, null, "0", DriftDirection.None)]
    [InlineData(DriftKinds.Available, "0", "-2", DriftDirection.TooHigh)]
    [InlineData(DriftKinds.Sum, "12", "5", DriftDirection.TooHigh)]
    [InlineData(DriftKinds.Sum, null, "5", DriftDirection.TooHigh)]
    [InlineData(DriftKinds.Sum, "5", null, DriftDirection.TooLow)]
    [InlineData(DriftKinds.VariantPresence, "1", "0", DriftDirection.TooHigh)]
    [InlineData(DriftKinds.VariantPresence, "0", "1", DriftDirection.TooLow)]
    [InlineData(DriftKinds.Item, "0", "1", DriftDirection.TooHigh)]
    [InlineData(DriftKinds.Item, "1", "0", DriftDirection.TooLow)]
    [InlineData(DriftKinds.Connected, "1", "0", DriftDirection.TooHigh)]
    [InlineData(DriftKinds.Connected, "0", "1", DriftDirection.TooLow)]
    [InlineData(DriftKinds.Product, "ACTIVE A", "ACTIVE B", DriftDirection.None)]
    [InlineData(DriftKinds.Variant, "[]", "[1]", DriftDirection.None)]
    public void What_it_may_have_cost_follows_from_what_it_was_and_became(
        string kind, string? was, string? became, DriftDirection expected) =>
        Assert.Equal(expected, DriftRule.DirectionOf(Row with { Kind = kind, Was = was, Became = became, LevelAvailable = 4 }));

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void A_level_without_stock_costs_nothing_wherever_it_belongs(int? available) =>
        Assert.Equal(
            DriftDirection.None,
            DriftRule.DirectionOf(Row with { Kind = DriftKinds.Connected, Was = "1", Became = "0", LevelAvailable = available }));

    [Theory]
    [InlineData(DriftKinds.Available, null, "5")]
    [InlineData(DriftKinds.Connected, "0", "1")]
    [InlineData(DriftKinds.Connected, "1", "0")]
    [InlineData(DriftKinds.Item, "1", "0")]
    [InlineData(DriftKinds.Product, "a", "b")]
    [InlineData(DriftKinds.Variant, "a", "b")]
    [InlineData(DriftKinds.VariantPresence, "0", "1")]
    [InlineData(DriftKinds.VariantPresence, "1", "0")]
    public void Every_topic_is_one_that_the_app_takes(string kind, string? was, string became)
    {
        var topics = DriftTopics.Of(Row with { Kind = kind, Was = was, Became = became });

        Assert.NotEmpty(topics);
        Assert.All(topics, topic => Assert.NotNull(Topics.Find(topic)));
    }

    private static RunEvidence Everything => Run with { Refusals = [Refused(180, Levels)], Gaps = [Gap(140, 190)] };

    private static RefusedHour Refused(double minutes, string topic) => new(At(minutes).Hour, topic);

    private static SubscriptionGap Gap(double from, double to) => new(Levels, At(from), At(to));

    private static DriftCause Cause(DriftEvidence row, RunEvidence? run = null) =>
        DriftRule.CauseOf(row, run ?? Run, areDeliveriesLogged: true);
}
