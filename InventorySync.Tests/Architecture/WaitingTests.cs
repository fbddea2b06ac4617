using System.Reflection;
using System.Text.RegularExpressions;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Architecture;

/// <summary>Tests, and what they play, wait by clocks that they move. The waits in real time are in one file.</summary>
public sealed partial class WaitingTests
{
    private const int MostWaits = 10;

    private const string PlayedClock = "tools/PlayedTime/PlayedClock.cs";

    private static readonly string[] Folders =
    [
        "InventorySync.Tests", "tools/FunctionsHost", "tools/LocalRun", "tools/PlayedTime", "tools/ShopifySimulator", "tools/Tools.Tests",
    ];

    /// <summary>The file that lists the waits, this one with its examples, and the clock with its guard against hangs.</summary>
    private static readonly string[] Exceptions =
        ["InventorySync.Tests/Support/RealTime.cs", "InventorySync.Tests/Architecture/WaitingTests.cs", PlayedClock];

    [Fact]
    public void Neither_a_test_nor_what_it_plays_waits_in_real_time_but_by_the_one_file_that_lists_why() =>
        Assert.Empty(Files().Except(Exceptions).SelectMany(WaitsIn));

    [Fact]
    public void The_played_clock_waits_in_real_time_for_its_hang_guard_only() =>
        Assert.Contains("HangGuard", Assert.Single(WaitsIn(PlayedClock)), StringComparison.Ordinal);

    [Fact]
    public void There_are_ten_kinds_of_waits_in_real_time_at_most()
    {
        var kinds = typeof(RealTime)
            .GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(member => member is MethodInfo { IsSpecialName: false } or FieldInfo);

        Assert.InRange(kinds.Count(), 1, MostWaits);
    }

    [Theory]
    [InlineData("await Task.Delay(pause, TimeProvider.System, CancellationToken.None);")]
    [InlineData("await work.WaitAsync(limit, TimeProvider.System);")]
    [InlineData("using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);")]
    [InlineData("Thread.Sleep(100);")]
    [InlineData("SpinWait.SpinUntil(() => isDone, 1000);")]
    [InlineData("var watch = Stopwatch.StartNew();")]
    [InlineData("_process.WaitForExit();")]
    [InlineData("await Task.Delay(\n    pause,\n    TimeProvider.System);")]
    [InlineData("Assert.True(task.Wait(1000));")]
    [InlineData("task.Wait(limit);")]
    [InlineData("Task.WaitAll(tasks, limit);")]
    [InlineData("handle.WaitOne(1000);")]
    [InlineData("thread.Join(1000);")]
    [InlineData("thread.Join(TimeSpan.FromSeconds(1));")]
    [InlineData("[Fact(Timeout = 1000)]")]
    public void What_waits_is_found(string line) => Assert.Matches(Wait(), line);

    private static IEnumerable<string> Files() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));

    private static IEnumerable<string> WaitsIn(string file) =>
        Wait().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))).Select(match => $"{file}: {match.Value}");

    /// <summary>Over the whole text of a file: a call may be split over lines.</summary>
    [GeneratedRegex(
        @"(Delay|WaitAsync|CancellationTokenSource|CreateTimer)\([^;]*TimeProvider\.System|Thread\.Sleep|SpinWait|Stopwatch|WaitForExit"
        + @"|\.Wait(All|Any|One)?\(\s*[^\s)]|\.Join\(\s*(\d|TimeSpan)|CancelAfter|\(Timeout = ",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Wait();
}
