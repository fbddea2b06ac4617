using System.Globalization;
using InventorySync.Storage;

namespace InventorySync.Cli.Operations.Drift;

/// <summary>What the tables of the verb `drift` say.</summary>
internal static class DriftText
{
    /// <summary>A cause as --cause takes it.</summary>
    public static string Name(DriftCause? cause) => cause?.ToString() ?? "-";

    public static string Meaning(DriftCause? cause) => cause switch
    {
        DriftCause.NoDelivery => "no delivery came",
        DriftCause.Refused => "it came and was refused (401)",
        DriftCause.Failed => "it could not be read or applied: failed list --all",
        DriftCause.Late => "it came after the full sync",
        DriftCause.SubscriptionMissing => "the topic had no right subscription",
        DriftCause.OtherProgram => "written by another program",
        DriftCause.Unknown => "handled in time, and wrong all the same",
        _ => "not looked for yet, or found before causes were",
    };

    public static string Direction(DriftDirection? direction) => direction switch
    {
        DriftDirection.TooHigh => "too high",
        DriftDirection.TooLow => "too low",
        _ => "-",
    };

    /// <summary>A length of time in two of its units.</summary>
    public static string Length(long? seconds) => seconds is not { } all
        ? "-"
        : TimeSpan.FromSeconds(all) switch
        {
            { TotalDays: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Days} d {time.Hours} h"),
            { TotalHours: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min"),
            { TotalMinutes: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
            var time => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
        };

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
