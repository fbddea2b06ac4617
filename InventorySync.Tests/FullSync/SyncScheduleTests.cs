using System.Globalization;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.FullSync;

public sealed class SyncScheduleTests
{
    /// <summary>
    /// Times of one day: the last success's start, the last end, failures since, whether one is running, now; and whether one is due by 0 0
    /// */4 * * *.
    /// </summary>
    [Theory]
    [InlineData(null, null, 0, false, "12:00:00", true)] // the very first
    [InlineData(null, null, 0, true, "12:00:00", false)]
    [InlineData("08:00:00", "08:01:00", 0, false, "12:00:00", false)] // the schedule itself starts that one
    [InlineData("08:00:00", "08:01:00", 0, false, "12:10:00", false)] // within the grace
    [InlineData("08:00:00", "08:01:00", 0, false, "12:10:01", true)]
    [InlineData("08:00:00", "08:01:00", 0, true, "13:00:00", false)]
    [InlineData("08:03:00", "08:04:00", 0, false, "12:10:01", true)] // a recovered one changes nothing about the next
    [InlineData("07:59:59", "08:01:00", 0, false, "08:10:01", true)]
    [InlineData("08:00:00", "12:00:30", 1, false, "12:05:29", false)] // five minutes after the first failure
    [InlineData("08:00:00", "12:05:10", 1, false, "12:10:11", true)]
    [InlineData(null, "12:00:00", 1, false, "12:04:59", false)]
    [InlineData(null, "12:00:00", 1, false, "12:05:00", true)]
    [InlineData(null, "12:00:00", 2, false, "12:09:59", false)]
    [InlineData(null, "12:00:00", 2, false, "12:10:00", true)]
    [InlineData(null, "12:00:00", 4, false, "12:39:59", false)]
    [InlineData(null, "12:00:00", 4, false, "12:40:00", true)]
    [InlineData(null, "12:00:00", 5, false, "12:59:59", false)] // never more than an hour
    [InlineData(null, "12:00:00", 5, false, "13:00:00", true)]
    [InlineData(null, "12:00:00", 5_000, false, "13:00:00", true)]
    [InlineData("12:00:00", "12:30:00", 3, false, "12:55:00", false)] // failures do not bring the next occurrence forward
    public void A_run_is_due_when_the_schedule_has_missed_one(
        string? lastSuccessStarted, string? lastEnded, int failures, bool isRunning, string now, bool expected) => Assert.Equal(
        expected,
        SyncSchedule.IsDue(
            new SyncHistory(
                lastSuccessStarted is null ? null : At(lastSuccessStarted), lastEnded is null ? null : At(lastEnded), failures, isRunning),
            SyncSchedule.TryParse("0 0 */4 * * *")!, At(now)));

    [Theory]
    [InlineData("0 0 */4 * * *", true)]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0 */4 * * *", false)] // five fields are another thing to the Functions host
    [InlineData("", false)]
    [InlineData("every four hours", false)]
    [InlineData("0 0 25 * * *", false)]
    [InlineData("04:00:00", false)]
    public void The_schedule_is_cron_with_six_fields(string schedule, bool isRead) =>
        Assert.Equal(isRead, SyncSchedule.TryParse(schedule) is not null);

    private static UnixTime At(string time) => UnixTime.From(DateTimeOffset.Parse($"2026-11-23T{time}Z", CultureInfo.InvariantCulture));
}
