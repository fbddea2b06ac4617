using InventorySync.Inventory;
using InventorySync.Storage;
using NCrontab;

namespace InventorySync.FullSync;

/// <summary>
/// Whether the recovery timer has to start a full sync, because the schedule did not or could not, or because webhooks need it earlier.
/// </summary>
internal static class SyncSchedule
{
    /// <summary>What a scheduled run may take before the recovery takes it for missed.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private static readonly BackOff Delay = new(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));

    public static CrontabSchedule? TryParse(string schedule) =>
        CrontabSchedule.TryParse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });

    /// <summary>
    /// The very first run is due at once; later ones once an occurrence and the grace have passed since the last success began, or once an
    /// early one is asked for; after failures ever later.
    /// </summary>
    public static bool IsDue(SyncHistory history, CrontabSchedule schedule, UnixTime now)
    {
        if (history.IsRunning) return false;
        var failures = history.FailuresSinceSuccess;
        if (failures > 0 && history.LastEndedAt is { } endedAt && now < endedAt.Add(Delay.After(failures))) return false;
        if (history.EarlySync is { } early && now >= early.NotBefore) return true;
        if (history.LastSuccessStartedAt is not { } startedAt) return true;
        return now.ToDateTimeOffset().UtcDateTime > schedule.GetNextOccurrence(startedAt.ToDateTimeOffset().UtcDateTime) + Grace;
    }

    /// <summary>
    /// How long a full sync may take: a download of a large shop takes minutes, an operation that Shopify stalls on longer.
    /// </summary>
    internal static readonly TimeSpan Duration = TimeSpan.FromHours(1);

    /// <summary>When the scheduled run after this good one should have succeeded.</summary>
    public static UnixTime OverdueAt(UnixTime startedAt, CrontabSchedule schedule) => After(Next(startedAt, schedule));

    /// <summary>When the second one after it should have: two in a row did not.</summary>
    public static UnixTime TooOldAt(UnixTime startedAt, CrontabSchedule schedule) => After(Next(Next(startedAt, schedule), schedule));

    /// <summary>When two occurrences in a row have been missed by whatever ended at a time, with the grace of a start.</summary>
    public static UnixTime MissedAt(UnixTime endedAt, CrontabSchedule schedule) => Next(Next(endedAt, schedule), schedule).Add(Grace);

    /// <returns>The next occurrence; null if the schedule cannot be read.</returns>
    public static UnixTime? NextAfter(UnixTime time, string schedule) => TryParse(schedule) is { } parsed ? Next(time, parsed) : null;

    private static UnixTime Next(UnixTime time, CrontabSchedule schedule) =>
        UnixTime.From(new DateTimeOffset(schedule.GetNextOccurrence(time.ToDateTimeOffset().UtcDateTime), TimeSpan.Zero));

    private static UnixTime After(UnixTime occurrence) => occurrence.Add(Grace + Duration);
}
