using System.Globalization;
using Spectre.Console;

namespace LocalRun.Run;

/// <summary>One change as a line: what it was about, old -> new availability, how long it took.</summary>
internal static class ChangeLine
{
    public static void Show(IAnsiConsole console, HandledChange change, DateTimeOffset now)
    {
        var (was, became) = (Text(change.OldAvailable), Text(change.NewAvailable));
        var availability = string.Create(CultureInfo.InvariantCulture, $"{was,5} -> {became,-5}");
        var colour = change.OldAvailable == change.NewAvailable ? "grey" : "green";
        var what = string.Create(
            CultureInfo.InvariantCulture, $"{now.LocalDateTime:HH:mm:ss}  {change.Topic,-27} {Name(change),-24}");
        var how = string.Create(CultureInfo.InvariantCulture, $"{change.Outcome,-14} {change.SinceTriggerMs,8:N1} ms");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"{what} [{colour}]{availability}[/] {how} [grey](app {change.SinceReceiptMs:N1} ms)[/]");
    }

    private static string Text(int? available) => available?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Name(HandledChange change) => string.IsNullOrWhiteSpace(change.Skus) ? "(no code)" : change.Skus;
}
