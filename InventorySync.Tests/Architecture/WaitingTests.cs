using System.Reflection;
using System.Text.RegularExpressions;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Architecture;

/// <summary>Tests wait by clocks that they move. The waits in real time are in one file.</summary>
public sealed partial class WaitingTests
{
    private const int MostWaits = 10;

    private static readonly string Tests = Path.Combine(Repository.Root, "InventorySync.Tests");

    [Fact]
    public void No_test_waits_in_real_time_but_by_the_one_file_that_lists_why()
    {
        var waits = Directory.EnumerateFiles(Tests, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Tests, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))
            .Where(file => file is not ("Support/RealTime.cs" or "Architecture/WaitingTests.cs"))
            .SelectMany(file => File.ReadLines(Path.Combine(Tests, file))
                .Where(line => Wait().IsMatch(line))
                .Select(line => $"{file}: {line.Trim()}"));

        Assert.Empty(waits);
    }

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
    [InlineData("Assert.True(task.Wait(1000));")]
    [InlineData("[Fact(Timeout = 1000)]")]
    public void What_waits_is_found(string line) => Assert.Matches(Wait(), line);

    [GeneratedRegex(
        @"(Delay|WaitAsync|CancellationTokenSource|CreateTimer)\(.*TimeProvider\.System|Thread\.Sleep|SpinWait|Stopwatch|WaitForExit"
        + @"|\.Wait(All|Any|One)?\(.*\d|CancelAfter|\(Timeout = ",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Wait();
}
