using System.ComponentModel.DataAnnotations;

namespace InventorySync.FullSync;

/// <summary>The settings InventorySync__* that the full sync reads.</summary>
public sealed class FullSyncOptions
{
    /// <summary>The section that they are bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>
    /// Cron with six fields, in UTC, such as 0 0 */4 * * *. The Functions host reads the same setting before the app does, so it has no
    /// default.
    /// </summary>
    public string FullSyncSchedule { get; set; } = "";

    /// <summary>
    /// A download with more than this share of variants missing against the last one replaces nothing. 0 to 100; default 20: a clearance is
    /// smaller, a lost half larger.
    /// </summary>
    [Range(0, 100, ErrorMessage = "InventorySync__MaxShrinkPercent takes a number from 0 to 100.")]
    public int MaxShrinkPercent { get; set; } = 20;

    /// <summary>
    /// Set where the app looks after its webhook subscriptions: the very first run then waits until they are there, so that none of the
    /// changes after it is lost.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// How many days of full syncs, with what each found different, and of repaired or dropped failed changes are kept. 1 to 3650; default
    /// 30: a month can be looked back on.
    /// </summary>
    [Range(1, 3650, ErrorMessage = "InventorySync__HistoryDays takes a number of days from 1 to 3650.")]
    public int HistoryDays { get; set; } = 30;

    /// <summary>
    /// Also fail a run for counts that no source settles: objectCount against lines, levels against locationsCount. Default false.
    /// </summary>
    public bool StrictCounts { get; set; }
}
