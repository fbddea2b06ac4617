using System.Globalization;
using NCrontab;

namespace FunctionsHost.Timers;

/// <summary>When a timer function runs, in UTC: a cron expression of five fields, or six beginning with the seconds, or an interval.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions</remarks>
internal sealed class Schedule
{
    private readonly Func<DateTime, DateTime> _next;
    private readonly string _expression;

    private Schedule(string expression, Func<DateTime, DateTime> next) => (_expression, _next) = (expression, next);

    /// <returns>Null if the text is neither a cron expression nor a positive interval.</returns>
    public static Schedule? TryParse(string expression)
    {
        var hasSeconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        if (CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = hasSeconds }) is { } cron)
            return new Schedule(expression, cron.GetNextOccurrence);
        if (TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero)
            return new Schedule(expression, after => after + interval);
        return null;
    }

    /// <summary>The first occurrence after an instant.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => new(DateTime.SpecifyKind(_next(after.UtcDateTime), DateTimeKind.Utc));

    public override string ToString() => _expression;
}
