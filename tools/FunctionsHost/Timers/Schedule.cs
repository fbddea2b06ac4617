using NCrontab;

namespace FunctionsHost.Timers;

/// <summary>When a timer function runs, in UTC: a cron expression of six fields, beginning with the seconds.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions</remarks>
internal sealed class Schedule
{
    private readonly string _expression;
    private readonly CrontabSchedule _cron;

    private Schedule(string expression, CrontabSchedule cron) => (_expression, _cron) = (expression, cron);

    /// <returns>Null if the text is no such expression.</returns>
    public static Schedule? TryParse(string expression) =>
        CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } cron
            ? new Schedule(expression, cron)
            : null;

    /// <summary>The first occurrence after an instant.</summary>
    public DateTimeOffset Next(DateTimeOffset after) =>
        new(DateTime.SpecifyKind(_cron.GetNextOccurrence(after.UtcDateTime), DateTimeKind.Utc));

    public override string ToString() => _expression;
}
