namespace InventorySync.Probe;

/// <summary>The setting InventorySync__ProbeSchedule.</summary>
public sealed class ProbeOptions
{
    /// <summary>The section that it is bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>
    /// Cron with six fields, in UTC, such as 0 3-59/5 * * * *. The Functions host reads the same setting before the app does, so it has no
    /// default.
    /// </summary>
    public string ProbeSchedule { get; set; } = "";
}
