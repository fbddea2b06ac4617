using InventorySync.Tests.Support;
using LocalRun.Rehearse;

namespace Tools.Tests.LocalRun;

public sealed class PerformanceTests : IDisposable
{
    private static readonly Scenario Scenario = new(
        "any", "Any", TimeSpan.FromMinutes(10), new HashSet<string>(StringComparer.Ordinal) { "probeAlarm" }, TimeSpan.FromMinutes(20),
        (_, _) => Task.CompletedTask);

    private readonly CapturedConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Theory]
    [InlineData(5.0, "probeAlarm", 15.0, 3, "")]
    [InlineData(null, "probeAlarm", 15.0, 3, "was not noticed")]
    [InlineData(11.0, "probeAlarm", 15.0, 3, "noticed after 00:11:00, and should have been within 00:10:00")]
    [InlineData(5.0, "noChanges", 15.0, 3, "Status told noChanges, and none of probeAlarm")]
    [InlineData(5.0, "probeAlarm", null, 3, "wrong at the end")]
    [InlineData(5.0, "probeAlarm", 21.0, 3, "right after 00:21:00, and should have been within 00:20:00")]
    [InlineData(5.0, "probeAlarm", 0.0, 0, "nothing was rehearsed")]
    public void What_is_beyond_a_scenarios_bounds_is_a_fault(
        double? noticedMinutes, string signal, double? rightMinutes, int mostWrong, string fault)
    {
        var performance = new Performance(
            Scenario, Minutes(noticedMinutes), signal, Minutes(rightMinutes), IsMended: true, mostWrong,
            new HashSet<string>(StringComparer.Ordinal) { signal }, []);

        if (fault.Length == 0) Assert.Empty(performance.Faults);
        else Assert.Contains(fault, Assert.Single(performance.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_the_scenarios_are_listed_as_the_documentation_lists_them()
    {
        Assert.Equal(0, await RehearseCommand.Create(_console.Console).Parse([]).InvokeAsync());

        var operations = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operations.md"));
        Assert.All(Scenarios.All, scenario =>
        {
            Assert.Contains(_console.Lines, line => line.StartsWith(scenario.Name, StringComparison.Ordinal)
                && line.Contains(scenario.Title, StringComparison.Ordinal));
            Assert.Contains($"| `{scenario.Name}`", operations, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("There is no scenario", "earthquake")]
    [InlineData("at least 1", "surge", "--variants", "0")]
    public void What_is_wrong_is_said(string expected, params string[] words) =>
        Assert.Contains(
            RehearseCommand.Create(_console.Console).Parse(words).Errors,
            error => error.Message.Contains(expected, StringComparison.Ordinal));

    private static TimeSpan? Minutes(double? minutes) => minutes is { } value ? TimeSpan.FromMinutes(value) : null;
}
