using FunctionsHost.Timers;
using InventorySync.Tests.Support;
using Tools.Tests.FunctionsHost.Functions;

namespace Tools.Tests.FunctionsHost;

public sealed class TimerTests
{
    [Theory]
    [InlineData("0 0 */4 * * *", "2026-11-23T01:30:00Z", "2026-11-23T04:00:00Z")]
    [InlineData("0 0 */4 * * *", "2026-11-23T04:00:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("30 */5 * * * *", "2026-11-23T01:30:30Z", "2026-11-23T01:35:30Z")]
    [InlineData("0 0 0 1 1 *", "2026-11-23T01:30:00Z", "2027-01-01T00:00:00Z")]
    public void A_schedule_gives_its_next_occurrence(string expression, DateTimeOffset after, DateTimeOffset expected) =>
        Assert.Equal(expected, Schedule.TryParse(expression)!.Next(after));

    [Theory]
    [InlineData("")]
    [InlineData("every four hours")]
    [InlineData("0 0 25 * * *")]
    [InlineData("*/5 * * * *")]
    [InlineData("00:10:00")]
    public void What_is_no_schedule_is_refused(string expression) => Assert.Null(Schedule.TryParse(expression));

    [Fact]
    public async Task A_timer_runs_at_its_hours_and_at_no_other_time()
    {
        await using var host = await new TestHost().StartAsync(typeof(FourHourlyFunction));

        await host.Clock.SkipAsync(TimeSpan.FromHours(2.5));
        await host.Clock.SkipAsync(TimeSpan.FromHours(4));
        await host.Clock.SkipAsync(TimeSpan.FromHours(4));

        Assert.Equal(3, host.Script.TimerRuns.Count);
        Assert.Equal([Hour(4), Hour(8), Hour(12)], host.Script.TimerRuns.Select(run => run.At));
    }

    [Fact]
    public async Task A_failed_run_is_logged_and_the_next_one_comes()
    {
        await using var host = new TestHost();
        host.Script.OnTimer = _ => throw new InvalidOperationException("on purpose");
        await host.StartAsync(typeof(FourHourlyFunction));

        await host.Clock.SkipAsync(TimeSpan.FromHours(2.5));
        await host.Clock.SkipAsync(TimeSpan.FromHours(4));

        Assert.Equal(2, host.Script.TimerRuns.Count);
        Assert.Contains(host.Log.GetSnapshot(), record => record.Id.Id == 9003 && record.Exception is InvalidOperationException);
    }

    [Fact]
    public async Task An_occurrence_that_falls_into_a_run_is_left_out()
    {
        await using var host = new TestHost();
        var longRun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.OnTimer = _ => host.HoldAsync(longRun.Task);
        await host.StartAsync(typeof(FourHourlyFunction));

        await host.Clock.SkipAsync(TimeSpan.FromHours(2.5));
        Assert.Single(host.Script.TimerRuns);
        await host.Clock.SkipAsync(TimeSpan.FromHours(5));
        longRun.SetResult();
        await host.Clock.SkipAsync(TimeSpan.FromHours(3));

        Assert.Equal(2, host.Script.TimerRuns.Count);
        Assert.Equal(Hour(12), host.Script.TimerRuns.Last().At);
    }

    [Fact]
    public async Task A_timer_started_by_hand_runs_now_and_hands_its_error_on()
    {
        await using var host = await new TestHost().StartAsync(typeof(FourHourlyFunction));

        await host.Host.InvokeTimerAsync("fourhourly", CancellationToken.None);
        Assert.Single(host.Script.TimerRuns);

        host.Script.OnTimer = _ => throw new InvalidOperationException("on purpose");
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Host.InvokeTimerAsync("FourHourly", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Host.InvokeTimerAsync("Nobody", CancellationToken.None));
    }

    [Fact]
    public async Task Two_runs_of_one_timer_never_overlap()
    {
        await using var host = new TestHost();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.OnTimer = _ => first.Task;
        await host.StartAsync(typeof(FourHourlyFunction));

        var one = host.Host.InvokeTimerAsync("FourHourly", CancellationToken.None);
        var two = host.Host.InvokeTimerAsync("FourHourly", CancellationToken.None);
        await Eventually.True(() => !host.Script.TimerRuns.IsEmpty, "the first run has begun");
        Assert.Single(host.Script.TimerRuns);

        first.SetResult();
        await Task.WhenAll(one, two);
        Assert.Equal(2, host.Script.TimerRuns.Count);
    }

    [Fact]
    public async Task A_stop_cancels_the_run_at_work()
    {
        await using var host = new TestHost();
        host.Script.OnTimer = run => RealTime.UntilCancelledAsync(run.Token);
        await host.StartAsync(typeof(FourHourlyFunction));
        var skipping = host.Clock.SkipAsync(TimeSpan.FromHours(2.5));
        await Eventually.True(() => !host.Script.TimerRuns.IsEmpty, "the run has begun");

        await host.Host.StopAsync();
        await skipping;

        Assert.True(host.Script.TimerRuns.First().Token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_stop_waits_for_a_run_that_was_started_by_hand_which_still_uses_what_is_disposed_after_it()
    {
        await using var host = new TestHost();
        var hasEnded = false;
        host.Script.OnTimer = async run =>
        {
            // Longer than everything else that a stop waits for: HTTP, and the schedule's own runs.
            await Eventually.True(() => run.Token.IsCancellationRequested, "the run is told to end");
            await Eventually.True(async () => !await host.AnswersAsync(), "nothing is answered any more");
            hasEnded = true;
        };
        await host.StartAsync(typeof(FourHourlyFunction));
        var run = host.Host.InvokeTimerAsync("FourHourly", CancellationToken.None);

        await host.Host.StopAsync();

        Assert.True(hasEnded);
        await run;
    }

    [Fact]
    public async Task A_stop_that_is_played_does_not_reach_its_limit_while_connections_and_runs_end()
    {
        await using var host = new TestHost();
        host.Script.OnTimer = run => RealTime.UntilCancelledAsync(run.Token);
        await host.StartAsync(typeof(FourHourlyFunction));
        await host.AnswersAsync(); // its connection stays open
        var skipping = host.Clock.SkipAsync(TimeSpan.FromHours(2.5));
        await Eventually.True(() => !host.Script.TimerRuns.IsEmpty, "the run has begun");
        var began = host.Clock.GetUtcNow();

        await host.Clock.PlayAsync(() => host.Host.StopAsync());
        await skipping;

        Assert.Equal(began, host.Clock.GetUtcNow());
        Assert.DoesNotContain(host.Log.GetSnapshot(), record => record.Id.Id == 9002);
    }

    private static DateTimeOffset Hour(int hour) => new(2026, 11, 23, hour, 0, 0, TimeSpan.Zero);
}
