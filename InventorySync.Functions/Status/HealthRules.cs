using System.Globalization;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Queues;
using InventorySync.Storage;
using NCrontab;

namespace InventorySync.Status;

/// <summary>
/// Whether the tables can be trusted now, and why not. "Up" is not health: health is the age of the newest applied change, of the oldest
/// waiting message, and of the last good full sync.
/// </summary>
internal static class HealthRules
{
    /// <summary>A message takes less than a second, and its tries some minutes.</summary>
    internal static readonly TimeSpan LateMessage = TimeSpan.FromMinutes(5);

    /// <summary>Readers see stock that has long been sold.</summary>
    internal static readonly TimeSpan LostMessage = TimeSpan.FromMinutes(30);

    /// <summary>A shop in which nothing was sold, received or edited for a day is a quiet one, or its webhooks do not come.</summary>
    internal static readonly TimeSpan QuietShop = TimeSpan.FromDays(1);

    /// <summary>A look-up is tried at once, and a failed one again within the hour.</summary>
    internal static readonly TimeSpan LateLookUp = TimeSpan.FromHours(2);

    /// <summary>Subscriptions are checked every hour.</summary>
    internal static readonly TimeSpan LateCheck = TimeSpan.FromHours(3);

    /// <param name="queues">Null where nobody can say.</param>
    public static IReadOnlyList<StatusReason> Judge(
        StoreStatus status, SubscriptionHealth subscriptions, IReadOnlyList<QueueState>? queues, CrontabSchedule schedule, UnixTime now) =>
    [
        .. OfFullSyncs(status, schedule, now), .. OfMessages(status, queues, now), .. OfChanges(status, now), .. OfFailures(status, now),
        .. OfSubscriptions(subscriptions, now), .. OfSecrets(status),
    ];

    public static HealthLevel Worst(IEnumerable<StatusReason> reasons) =>
        reasons.Select(reason => reason.Level).DefaultIfEmpty(HealthLevel.Green).Max();

    private static IEnumerable<StatusReason> OfFullSyncs(StoreStatus status, CrontabSchedule schedule, UnixTime now)
    {
        if (status.LastGoodRun is not { } good)
            yield return Red("noFullSync", status.LastRun?.Error is { } error
                ? $"No full sync has succeeded yet. The last one: {error}"
                : "No full sync has succeeded yet.");
        else if (now > SyncSchedule.TooOldAt(good.StartedAt, schedule))
            yield return Red(
                "fullSyncTooOld", $"The last good full sync began {Ago(now - good.StartedAt)}: two scheduled ones are missing.");
        else if (now > SyncSchedule.OverdueAt(good.StartedAt, schedule))
            yield return Yellow(
                "fullSyncOverdue", $"The last good full sync began {Ago(now - good.StartedAt)}: a scheduled one is missing.");

        if (status.LastGoodRun is not null && status.LastRun is { State: SyncState.Failed } failed)
            yield return Yellow("fullSyncFailed", $"Full sync {failed.Id} failed: {failed.Error}");
    }

    private static IEnumerable<StatusReason> OfMessages(StoreStatus status, IReadOnlyList<QueueState>? queues, UnixTime now)
    {
        if (status.Pause is { } pause)
        {
            yield return Yellow(
                "paused",
                $"Paused {Ago(now - pause.Since)}{(pause.Reason is { } why ? $" ({why})" : "")}: "
                + "changes wait in the queue until `resume`.");
            yield break;
        }

        foreach (var queue in queues ?? [])
        {
            if (queue.OldestAt is not { } oldest || now - oldest < LateMessage) continue;
            var text = $"The oldest message of {queue.Name} waits since {Ago(now - oldest)[..^4]}: is the function running, "
                + "and the database there?";
            yield return now - oldest < LostMessage ? Yellow("messageLate", text) : Red("messageTooLate", text);
        }
    }

    private static IEnumerable<StatusReason> OfChanges(StoreStatus status, UnixTime now)
    {
        if (status.LastGoodRun is not { } good || status.Pause is not null) yield break;
        var changedAt = status.Seen.FirstOrDefault(seen => seen.Name == LastSeen.Change)?.At;
        if (good.Report is { Drift: > 0 } report && (changedAt is null || changedAt < good.StartedAt))
            yield return Yellow(
                "webhooksMissing",
                $"Full sync {good.Id} found {report.Drift} rows that webhooks should have told of, and none has been applied since: "
                + "do they arrive? `webhooks list` shows the subscriptions.");
        else if (changedAt is { } at && now - at > QuietShop)
            yield return Yellow("noChanges", $"The newest change was applied {Ago(now - at)}: a quiet shop, or webhooks do not arrive.");
    }

    private static IEnumerable<StatusReason> OfFailures(StoreStatus status, UnixTime now)
    {
        if (status.Failed is { Count: > 0 } failed)
            yield return Yellow(
                "failedChanges",
                $"{failed.Count} failed changes are not repaired, the oldest of {Ago(now - failed.Since!.Value)}: "
                + "`failed list` shows them.");
        if (status.LookUps is { Since: { } since, Count: var count } && now - since > LateLookUp && status.Pause is null)
            yield return Yellow("lookUpsLate", $"{count} look-ups wait, the oldest since {Ago(now - since)[..^4]}: does Shopify answer?");
    }

    private static IEnumerable<StatusReason> OfSubscriptions(SubscriptionHealth health, UnixTime now)
    {
        if (health.UninstalledAt is { } at)
        {
            yield return Red(
                "uninstalled",
                $"The shop uninstalled the app at {Text(at)}: its token and its subscriptions are gone. Install it again, "
                + "then `webhooks register`.");
            yield break;
        }

        if (health.Failure is { } failure)
            yield return Yellow("subscriptionsUnchecked", $"The webhook subscriptions could not be checked: {failure.Reason}");
        else if (health.LastCheck is { } old && now - old.CheckedAt > LateCheck)
            yield return Yellow("subscriptionsUnchecked", $"The webhook subscriptions were last checked {Ago(now - old.CheckedAt)}.");
        if (health.LastCheck is { OfOtherVersion: { Count: > 0 } topics } check)
            yield return Yellow(
                "webhookApiVersion",
                $"Webhooks of {topics.Count} topics come in another version of the API than {check.ApiVersion}: "
                + "set it in the Dev Dashboard.");
    }

    private static IEnumerable<StatusReason> OfSecrets(StoreStatus status)
    {
        var newest = status.Seen.Where(seen => seen.Name.StartsWith(LastSeen.SecretPrefix, StringComparison.Ordinal))
            .MaxBy(seen => seen.At.Nanoseconds);
        if (newest is not null && newest.Name != LastSeen.SecretPrefix + "0")
            yield return Yellow(
                "olderSecret",
                "The newest webhook was verified by another than the first of Shopify__WebhookSecret: a rotation is under way, "
                + "or the first one is wrong.");
    }

    /// <param name="schedule">Of the probe.</param>
    public static IEnumerable<StatusReason> OfProbe(StoreStatus status, CrontabSchedule schedule, UnixTime now)
    {
        if (status.Probe is not { } probe || status.Pause is not null) yield break;
        if (now > SyncSchedule.MissedAt(probe.At, schedule))
            yield return Yellow("probeLate", $"SKUs were last compared with Shopify {Ago(now - probe.At)}: does the probe's timer run?");
        if (probe.Failure is { } failure) yield return Yellow("probeFailed", $"SKUs could not be compared with Shopify: {failure}");

        // What a full sync has seen after it is repaired, whatever the probe did not look at.
        var isMadeUpFor = status.LastGoodRun is { } good && good.StartedAt >= probe.At;
        if (probe.Wrong == 0 || isMadeUpFor) yield break;
        var text = $"{probe.Wrong} of {probe.Checked} SKUs that were compared with Shopify were wrong for longer than a minute "
            + $"({string.Join(", ", probe.Causes.Distinct())})";
        yield return probe.IsAlarming
            ? Red("probeAlarm", $"{text}: others will be as well, until the next full sync. Do webhooks arrive?")
            : Yellow("probeMismatch", $"{text}, and have been repaired.");
    }

    private static StatusReason Red(string code, string text) => new(HealthLevel.Red, code, text);

    private static StatusReason Yellow(string code, string text) => new(HealthLevel.Yellow, code, text);

    private static string Text(UnixTime time) =>
        time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>In the largest unit of which there are two.</summary>
    internal static string Ago(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => Invariant($"{age.TotalDays:0} days ago"),
        { TotalHours: >= 2 } => Invariant($"{age.TotalHours:0} hours ago"),
        { TotalMinutes: >= 2 } => Invariant($"{age.TotalMinutes:0} minutes ago"),
        _ => Invariant($"{Math.Max(age.TotalSeconds, 0):0} seconds ago"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
