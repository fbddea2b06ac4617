using CsCheck;
using InventorySync.Inventory;

namespace InventorySync.Tests.Inventory;

public sealed class PrecedenceTests
{
    /// <summary>
    /// Held value, UpdatedAt, SeenAt, kind; offered ones; what becomes of it. Times in seconds. Stores are held to the same table.
    /// </summary>
    public static TheoryData<int?, double, double, ObservedBy, int?, double, double, ObservedBy, Outcome> Cases => new()
    {
        // A later stamp wins, an earlier one loses, whatever the delivery's order.
        { 5, 10, 10, ObservedBy.Webhook, 4, 11, 11, ObservedBy.Webhook, Outcome.Applied },
        { 5, 11, 11, ObservedBy.Webhook, 4, 10, 10, ObservedBy.Webhook, Outcome.Superseded },
        { 5, 11, 10, ObservedBy.Webhook, 4, 10, 99, ObservedBy.Webhook, Outcome.Superseded },

        // Two changes within one second: the trigger decides.
        { 5, 10, 10, ObservedBy.Webhook, 4, 10, 11, ObservedBy.Webhook, Outcome.Applied },
        { 5, 10, 11, ObservedBy.Webhook, 4, 10, 10, ObservedBy.Webhook, Outcome.Superseded },

        // Both seen within that second: a payload may have been assembled late, so the later one stays until a look-up has answered.
        { 5, 10, 10.2, ObservedBy.Webhook, 4, 10, 10.7, ObservedBy.Webhook, Outcome.ConflictApplied },
        { 5, 10, 10.7, ObservedBy.Webhook, 4, 10, 10.2, ObservedBy.Webhook, Outcome.ConflictKept },
        { 5, 10, 10.2, ObservedBy.Webhook, 5, 10, 10.7, ObservedBy.Webhook, Outcome.Applied },
        { 5, 10, 10.7, ObservedBy.Webhook, 4, 10, 8, ObservedBy.Read, Outcome.ConflictKept },
        { 5, 10, 8, ObservedBy.Read, 4, 10, 10.7, ObservedBy.Webhook, Outcome.ConflictApplied },

        // Equal versions: a repeat, or a conflict in which the smaller value stays.
        { 5, 10, 10, ObservedBy.Webhook, 5, 10, 10, ObservedBy.Webhook, Outcome.Repeat },
        { 5, 10, 10, ObservedBy.Webhook, 4, 10, 10, ObservedBy.Webhook, Outcome.ConflictApplied },
        { 4, 10, 10, ObservedBy.Webhook, 5, 10, 10, ObservedBy.Webhook, Outcome.ConflictKept },
        { null, 10, 10, ObservedBy.Webhook, 0, 10, 10, ObservedBy.Webhook, Outcome.ConflictKept },
        { -3, 10, 10, ObservedBy.Webhook, null, 10, 10, ObservedBy.Webhook, Outcome.ConflictApplied },
        { null, 10, 10, ObservedBy.Webhook, null, 10, 10, ObservedBy.Webhook, Outcome.Repeat },

        // A read beats what was seen before it, even a record with a later stamp: that is what heals anything. Nothing was seen before it
        // was written.
        { 5, 90, 90, ObservedBy.Webhook, 4, 10, 91, ObservedBy.Read, Outcome.Applied },
        { 5, 90, 10, ObservedBy.Read, 4, 10, 91, ObservedBy.Read, Outcome.Applied },
        { 5, 90, 10, ObservedBy.Webhook, 4, 10, 11, ObservedBy.Read, Outcome.Superseded },
        { 5, 90, 10, ObservedBy.Read, 4, 10, 11, ObservedBy.Read, Outcome.Superseded },

        // A read that began no later than what is held has to be newer by its stamp.
        { 5, 10, 11, ObservedBy.Webhook, 4, 10, 10, ObservedBy.Read, Outcome.Superseded },
        { 5, 10, 11, ObservedBy.Webhook, 4, 11, 10, ObservedBy.Read, Outcome.Applied },
        { 5, 10, 10, ObservedBy.Webhook, 4, 10, 10, ObservedBy.Read, Outcome.ConflictApplied },
        { 5, 10, 10, ObservedBy.Webhook, 6, 10, 10, ObservedBy.Read, Outcome.ConflictKept },
        { 5, 10, 10, ObservedBy.Webhook, 5, 10, 10, ObservedBy.Read, Outcome.Repeat },

        // A webhook from before a read loses; one from after it, be it by its stamp, wins by its stamp only.
        { 5, 9, 11, ObservedBy.Read, 4, 10, 10, ObservedBy.Webhook, Outcome.Superseded },
        { 5, 10, 11, ObservedBy.Read, 4, 90, 10, ObservedBy.Webhook, Outcome.Applied },
        { 5, 10, 10, ObservedBy.Read, 4, 90, 10, ObservedBy.Webhook, Outcome.Applied },
        { 5, 10, 10, ObservedBy.Read, 4, 10, 11, ObservedBy.Webhook, Outcome.Applied },
        { 5, 10, 10, ObservedBy.Read, 4, 9, 11, ObservedBy.Webhook, Outcome.Superseded },
        { 5, 10, 10, ObservedBy.Read, 4, 10, 10, ObservedBy.Webhook, Outcome.ConflictApplied },
    };

    /// <summary>Held presence and SeenAt, offered ones, what becomes of it.</summary>
    public static TheoryData<bool, double, bool, double, Outcome> PresenceCases => new()
    {
        { true, 10, false, 11, Outcome.Applied },
        { true, 11, false, 10, Outcome.Superseded },
        { true, 10, true, 11, Outcome.Applied },
        { true, 10, true, 10, Outcome.Repeat },
        { false, 10, false, 10, Outcome.Repeat },
        { true, 10, false, 10, Outcome.ConflictApplied },
        { false, 10, true, 10, Outcome.ConflictKept },
        { true, 0, false, 1, Outcome.Applied },

        // Some deliveries say no more of their time than its second.
        { true, 10.2, false, 10.7, Outcome.ConflictApplied },
        { true, 10.7, false, 10.2, Outcome.ConflictKept },
        { false, 10.2, true, 10.7, Outcome.ConflictApplied },
        { true, 10.2, true, 10.7, Outcome.Applied },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_rule_decides_between_two_observations(
        int? heldValue, double heldUpdatedAt, double heldSeenAt, ObservedBy heldBy, int? value, double updatedAt, double seenAt,
        ObservedBy by, Outcome expected) =>
        Assert.Equal(
            expected,
            Precedence.Decide(
                new Observation<int?>(heldValue, At(heldUpdatedAt), At(heldSeenAt), heldBy),
                new Observation<int?>(value, At(updatedAt), At(seenAt), by),
                Comparer<int?>.Default));

    [Theory]
    [MemberData(nameof(PresenceCases))]
    public void The_rule_decides_between_two_statements_of_presence(
        bool held, double heldSeenAt, bool offered, double seenAt, Outcome expected) =>
        Assert.Equal(expected, Precedence.Decide(new Presence(held, At(heldSeenAt)), new Presence(offered, At(seenAt))));

    [Fact]
    public void An_empty_register_takes_what_comes()
    {
        Assert.Equal(
            Outcome.Applied,
            Precedence.Decide(null, new Observation<int?>(null, default, default, ObservedBy.Webhook), Comparer<int?>.Default));
        Assert.Equal(Outcome.Applied, Precedence.Decide(null, new Presence(IsPresent: false, default)));
    }

    [Fact]
    public void Webhooks_in_any_order_and_number_end_in_the_same_register() =>
        Gen.Select(GenWebhook.Array[1, 6], Gen.Int[0, 1_000_000]).Sample((webhooks, seed) =>
        {
            var random = new Random(seed);
            Observation<int?>[] shuffled = [.. webhooks, .. webhooks.Where(_ => random.Next(2) == 0)];
            random.Shuffle(shuffled);
            return Fold(webhooks) == Fold(shuffled);
        });

    [Fact]
    public void Presences_in_any_order_and_number_end_in_the_same_register() =>
        Gen.Select(
            Gen.Select(Gen.Bool, Gen.Long[0, 3], (isPresent, seenAt) => new Presence(isPresent, new UnixTime(seenAt))).Array[1, 6],
            Gen.Int[0, 1_000_000])
            .Sample((presences, seed) =>
            {
                var random = new Random(seed);
                Presence[] shuffled = [.. presences, .. presences.Where(_ => random.Next(2) == 0)];
                random.Shuffle(shuffled);
                return Fold(presences) == Fold(shuffled);
            });

    /// <summary>Few values of each, so that ties are common.</summary>
    private static Gen<Observation<int?>> GenWebhook { get; } = Gen.Select(
        Gen.Int[-1, 3], Gen.Long[0, 2], Gen.Long[0, 2],
        (value, updatedAt, seenAt) => new Observation<int?>(
            value < 0 ? null : value, new UnixTime(updatedAt), new UnixTime(seenAt), ObservedBy.Webhook));

    private static UnixTime At(double seconds) => new((long)(seconds * 1e9));

    private static Observation<int?>? Fold(IEnumerable<Observation<int?>> observations)
    {
        Observation<int?>? held = null;
        foreach (var offered in observations)
        {
            if (Precedence.Decide(held, offered, Comparer<int?>.Default).Writes()) held = offered;
        }

        return held;
    }

    private static Presence? Fold(IEnumerable<Presence> presences)
    {
        Presence? held = null;
        foreach (var offered in presences)
        {
            if (Precedence.Decide(held, offered).Writes()) held = offered;
        }

        return held;
    }
}
