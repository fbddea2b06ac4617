using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Queues;
using InventorySync.Status;
using InventorySync.Storage;

namespace InventorySync.Tests.Status;

public sealed class HealthRulesTests
{
    private static readonly UnixTime Now = UnixTime.From(new DateTimeOffset(2026, 11, 25, 12, 30, 0, TimeSpan.Zero));
    private static readonly SubscriptionHealth Subscribed = new(
        new SubscriptionCheck(Ago(0.5), Ago(0.5), "https://app.example.com", "2026-10", []), null, null, null);

    public static TheoryData<string, string> Cases => new()
    {
        { "good", "" },
        { "none yet", "Red noFullSync" },
        { "a schedule missed", "Yellow fullSyncOverdue" },
        { "two schedules missed", "Red fullSyncTooOld" },
        { "the newest failed", "Yellow fullSyncFailed" },
        { "paused, and messages wait", "Yellow paused" },
        { "a message of ten minutes", "Yellow messageLate" },
        { "a message of an hour", "Red messageTooLate" },
        { "queues that nobody can look at", "" },
        { "drift and no webhook", "Yellow webhooksMissing" },
        { "drift and webhooks since", "" },
        { "no change for a day", "Yellow noChanges" },
        { "a failed change", "Yellow failedChanges" },
        { "an old look-up", "Yellow lookUpsLate" },
        { "uninstalled", "Red uninstalled" },
        { "a check that failed", "Yellow subscriptionsUnchecked" },
        { "a check of yesterday", "Yellow subscriptionsUnchecked" },
        { "another API version", "Yellow webhookApiVersion" },
        { "the second secret", "Yellow olderSecret" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_signal_has_its_level_and_its_code(string what, string expected)
    {
        var (status, subscriptions, queues) = Case(what);

        var reasons = HealthRules.Judge(status, subscriptions, queues, SyncSchedule.TryParse("0 0 */4 * * *")!, Now);

        Assert.Equal(expected, string.Join(", ", reasons.Select(reason => $"{reason.Level} {reason.Code}")));
        Assert.All(reasons, reason => Assert.DoesNotContain("{", reason.Text, StringComparison.Ordinal));
        Assert.Equal(
            expected.Length == 0 ? HealthLevel.Green : Enum.Parse<HealthLevel>(expected.Split(' ')[0]), HealthRules.Worst(reasons));
    }

    [Theory]
    [InlineData("none yet", "")]
    [InlineData("all right", "")]
    [InlineData("one wrong", "Yellow probeMismatch")]
    [InlineData("many wrong", "Red probeAlarm")]
    [InlineData("many wrong, and a full sync since", "")]
    [InlineData("no answer", "Yellow probeFailed")]
    [InlineData("of this morning", "Yellow probeLate")]
    [InlineData("of this morning, and paused", "")]
    public void Each_signal_of_the_probe_has_its_level_and_its_code(string what, string expected)
    {
        var status = Case("good").Status;
        var right = new ProbeRecord(Ago(0.05), 20, 0, 0, [], IsAlarming: false, null, null);
        var probe = what switch
        {
            "none yet" => null,
            "one wrong" => right with { Wrong = 1, Causes = [ProbeCause.Unknown] },
            "many wrong" => right with { Wrong = 3, Causes = [ProbeCause.Unknown, ProbeCause.Unknown, ProbeCause.Sum], IsAlarming = true },
            "many wrong, and a full sync since" => right with { At = Ago(0.6), Wrong = 3, IsAlarming = true },
            "no answer" => right with { Checked = 0, Failure = "no token" },
            "of this morning" or "of this morning, and paused" => right with { At = Ago(4) },
            _ => right,
        };
        if (what.EndsWith("paused", StringComparison.Ordinal)) status = status with { Pause = new Pause(Ago(1), null) };

        var reasons = HealthRules.OfProbe(
            status with { Probe = probe },
            SyncSchedule.TryParse(what.Contains("since", StringComparison.Ordinal) ? "0 0 * * * *" : "0 3-59/5 * * * *")!, Now);

        Assert.Equal(expected, string.Join(", ", reasons.Select(reason => $"{reason.Level} {reason.Code}")));
    }

    private static (StoreStatus Status, SubscriptionHealth Subscriptions, IReadOnlyList<QueueState>? Queues) Case(string what)
    {
        var good = new StoreStatus(
            "0020", Run(2, SyncState.Succeeded, 0.5), Run(2, SyncState.Succeeded, 0.5), new SyncHistory(null, null, 0, false), null,
            new Backlog(0, null, 0), new Backlog(0, null, 0), [],
            [new LastSeen(LastSeen.Change, Ago(0.1)), new LastSeen("Secret:0", Ago(0.1)), new LastSeen("Secret:1", Ago(9))]);
        return what switch
        {
            "none yet" => (good with { LastRun = null, LastGoodRun = null }, Subscribed, []),
            "a schedule missed" => (good with { LastGoodRun = Run(2, SyncState.Succeeded, 6) }, Subscribed, []),
            "two schedules missed" => (good with { LastGoodRun = Run(2, SyncState.Succeeded, 10) }, Subscribed, []),
            "the newest failed" => (good with { LastRun = Run(3, SyncState.Failed, 0.2) }, Subscribed, []),
            "paused, and messages wait" =>
                (good with { Pause = new Pause(Ago(1), "restore") }, Subscribed, [new QueueState("q", 9, Ago(1))]),
            "a message of ten minutes" =>
                (good, Subscribed, [new QueueState("q", 9, Now.Add(-TimeSpan.FromMinutes(10))), new QueueState("p", 0, null)]),
            "a message of an hour" => (good, Subscribed, [new QueueState("q", 9, Ago(1))]),
            "queues that nobody can look at" => (good, Subscribed, null),
            "drift and no webhook" =>
                (
                    good with { LastGoodRun = Run(2, SyncState.Succeeded, 0.5, drift: 3), Seen = [new LastSeen(LastSeen.Change, Ago(3))] },
                    Subscribed, []),
            "drift and webhooks since" => (good with { LastGoodRun = Run(2, SyncState.Succeeded, 0.5, drift: 3) }, Subscribed, []),
            "no change for a day" => (good with { Seen = [new LastSeen(LastSeen.Change, Ago(30))] }, Subscribed, []),
            "a failed change" => (good with { Failed = new Backlog(1, Ago(1), 3) }, Subscribed, []),
            "an old look-up" => (good with { LookUps = new Backlog(1, Ago(3), 3) }, Subscribed, []),
            "uninstalled" => (good, Subscribed with { UninstalledAt = Ago(1), Failure = new SubscriptionFailure(Ago(1), "no token") }, []),
            "a check that failed" => (good, Subscribed with { Failure = new SubscriptionFailure(Ago(1), "no answer") }, []),
            "a check of yesterday" => (good, Subscribed with { LastCheck = Subscribed.LastCheck! with { CheckedAt = Ago(24) } }, []),
            "another API version" => (good, Subscribed with { LastCheck =
                Subscribed.LastCheck! with { Topics = [new TopicHealth("PRODUCTS_UPDATE", TopicState.Right, 0, "2026-07")] } }, []),
            "the second secret" => (good with { Seen =
            [
                new LastSeen(LastSeen.Change, Ago(0.1)), new LastSeen("Secret:0", Ago(1)),
                new LastSeen("Secret:1", Ago(0.1)),
            ] }, Subscribed, []),
            _ => (good, Subscribed, []),
        };
    }

    private static SyncRun Run(long id, SyncState state, double hoursAgo, long drift = 0) => new(
        id, state, null, default, Ago(hoursAgo), Ago(hoursAgo - 0.1), new SyncProgress(state), 10,
        state is SyncState.Succeeded ? new SyncReport(false, 10, 10, 0, 0, drift, 0, 0, 0) : null,
        state is SyncState.Failed ? "because" : null);

    private static UnixTime Ago(double hours) => Now.Add(-TimeSpan.FromHours(hours));
}
