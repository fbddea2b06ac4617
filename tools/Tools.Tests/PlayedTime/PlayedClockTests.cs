using InventorySync.Tests.Support;
using PlayedTime;

namespace Tools.Tests.PlayedTime;

/// <summary>A clock that moves only while everything rests, however slow the machine is.</summary>
public sealed class PlayedClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly PlayedClock _clock = new(Start);
    private readonly List<string> _told = [];

    private TimeSpan Passed => _clock.GetUtcNow() - Start;

    [Fact]
    public async Task It_moves_from_one_timer_to_the_next_in_their_order()
    {
        await _clock.PlayAsync(
            () => Task.WhenAll(WaitAsync("second", minutes: 7), WaitAsync("first", minutes: 3), WaitAsync("third", minutes: 7)));

        Assert.Equal(["first after 3", "second after 7", "third after 7"], _told);
    }

    [Fact]
    public async Task It_stands_while_anything_is_at_work_and_a_limit_does_not_pass_meanwhile()
    {
        var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        var atWork = WorkAsync(work.Task);
        var waiting = WaitAsync("the timer", minutes: 1);

        var skipping = _clock.SkipAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((false, TimeSpan.Zero), (limit.IsCancellationRequested, Passed));
        work.SetResult();
        await skipping;

        await Task.WhenAll(atWork, waiting);
        Assert.Equal((true, TimeSpan.FromMinutes(2)), (limit.IsCancellationRequested, Passed));
    }

    [Fact]
    public async Task Work_that_waits_for_a_timer_rests_and_a_limit_before_it_rings_first()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        limit.Token.Register(() => _told.Add($"limit after {Passed.TotalSeconds} s"));

        await _clock.PlayAsync(() => WaitAsync("timer", minutes: 1));

        Assert.Equal(["limit after 5 s", "timer after 1"], _told);
    }

    [Fact]
    public async Task A_limit_alone_is_no_wait()
    {
        using var work = _clock.Begin("work", "");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);

        var resting = _clock.RestAsync();

        Assert.False(resting.IsCompleted);
        work.Dispose();
        await resting;
        Assert.Equal((false, TimeSpan.Zero), (limit.IsCancellationRequested, Passed));
    }

    [Fact]
    public async Task Work_that_waits_for_other_work_rests_until_that_has_told_it()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = FollowAsync(told.Task);

        await _clock.PlayAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromMinutes(4), _clock);
            told.SetResult();
        });
        await _clock.RestAsync();

        await waiting;
        Assert.Equal(["told after 4"], _told);
    }

    [Fact]
    public async Task Work_whose_wait_is_cancelled_is_at_work_at_once_and_nothing_rings_before_it_has_gone_on()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        var thread = new HeldThread();
        var waiting = thread.Start(() => WaitInVainAsync(limit.Token));

        var skipping = _clock.SkipAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((true, false, TimeSpan.FromSeconds(5)), (limit.IsCancellationRequested, skipping.IsCompleted, Passed));
        thread.Go();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await skipping;
        Assert.Equal(TimeSpan.FromMinutes(1), Passed);
    }

    [Fact]
    public async Task Work_that_others_rest_for_has_told_them_its_end_or_its_failure_before_it_has_ended()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), _clock);
        Task[] others =
        [
            _clock.RunWork("work", "that ends", () => Task.Delay(TimeSpan.FromSeconds(5), _clock)),
            _clock.RunWork("work", "that fails", () => throw new InvalidOperationException("on purpose")),
        ];

        await _clock.PlayAsync(async () =>
        {
            var all = Task.WhenAll(others).WaitAsync(limit.Token);
            using (_clock.RestUntil(others)) await Assert.ThrowsAsync<InvalidOperationException>(() => all);
        });

        Assert.Equal(TimeSpan.FromSeconds(5), Passed);
    }

    [Fact]
    public async Task Work_behind_other_work_rests_while_that_is_under_way_and_at_no_other_time()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = RequestAsync();
        var closing = _clock.RunBehind("the stop of", "a server", "a request", () => closed.Task);

        var skipping = _clock.SkipAsync(TimeSpan.FromMinutes(2));
        await request;
        Assert.Equal((false, TimeSpan.FromMinutes(1)), (skipping.IsCompleted, Passed));
        closed.SetResult();

        await Task.WhenAll(closing, skipping);
        Assert.Equal(TimeSpan.FromMinutes(2), Passed);
    }

    [Fact]
    public async Task A_pause_that_a_task_has_ended_is_no_wait_any_more()
    {
        var step = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var playing = _clock.PlayAsync(async () =>
        {
            await _clock.PauseAsync(TimeSpan.FromMinutes(1), _clock.RunStep("a step of", "it", () => step.Task), CancellationToken.None);
            paused.SetResult();
            await more.Task;
        });

        step.SetResult();
        await paused.Task;
        var resting = _clock.RestAsync();
        Assert.Equal((false, TimeSpan.Zero), (resting.IsCompleted, Passed));

        more.SetResult();
        await Task.WhenAll(playing, resting);
    }

    [Fact]
    public async Task A_wait_for_time_ends_when_it_is_cancelled_though_something_is_at_work()
    {
        using var work = _clock.Begin("work", "");
        using var stop = new CancellationTokenSource();
        var skipping = _clock.SkipAsync(TimeSpan.FromMinutes(1), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => skipping);
    }

    [Fact]
    public async Task A_step_is_what_its_caller_waits_for_though_the_caller_looks_at_it_from_time_to_time()
    {
        var step = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var playing = _clock.PlayAsync(async () =>
        {
            var work = StepAsync(step.Task);
            while (!work.IsCompleted) await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(100), _clock));
        });

        Assert.Equal(TimeSpan.Zero, Passed);
        step.SetResult();
        await playing;
    }

    [Fact]
    public async Task Looks_that_would_find_nothing_are_left_out_and_the_one_that_finds_something_comes_in_time()
    {
        var (looks, next) = (0, (DateTimeOffset?)Start.AddHours(3));
        using var stop = new CancellationTokenSource();
        var polling = PollAsync(() => next, () => looks++, stop.Token);

        await _clock.SkipAsync(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, looks);
        await _clock.SkipAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(1, looks);
        next = null;
        await _clock.SkipAsync(TimeSpan.FromDays(1));
        Assert.Equal(1, looks);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
    }

    [Fact]
    public async Task Asleep_it_rings_at_the_end_what_fell_into_the_sleep()
    {
        var waiting = WaitAsync("timer", minutes: 1);

        await _clock.SleepAsync(TimeSpan.FromMinutes(10));

        await waiting;
        Assert.Equal(["timer after 10"], _told);
    }

    [Fact]
    public async Task What_nothing_can_bring_about_any_more_is_said_by_its_name()
    {
        var never = await Assert.ThrowsAsync<TimeoutException>(() => _clock.PlayUntilAsync(() => Task.FromResult(false), "pigs fly"));

        Assert.Contains("pigs fly", never.Message, StringComparison.Ordinal);
    }

    private async Task WaitAsync(string name, int minutes)
    {
        using var step = _clock.BeginStep(name, "");
        await Task.Delay(TimeSpan.FromMinutes(minutes), _clock);
        _told.Add($"{name} after {Passed.TotalMinutes}");
    }

    private async Task WaitInVainAsync(CancellationToken limit)
    {
        using var work = _clock.Begin("a wait", "");
        await _clock.WaitAsync(new TaskCompletionSource().Task, limit);
    }

    private async Task RequestAsync()
    {
        using var work = _clock.Begin("a request", "");
        await Task.Delay(TimeSpan.FromMinutes(1), _clock);
    }

    private async Task WorkAsync(Task until)
    {
        using var work = _clock.Begin("work", "");
        await until;
    }

    private async Task StepAsync(Task until)
    {
        using var step = _clock.BeginStep("a step of", "what is played");
        await until;
    }

    private async Task FollowAsync(Task other)
    {
        using var work = _clock.Begin("a follower", "");
        using (_clock.RestUntil(other)) await other;
        _told.Add($"told after {Passed.TotalMinutes}");
    }

    private async Task PollAsync(Func<DateTimeOffset?> next, Action look, CancellationToken stop)
    {
        using var work = _clock.Begin("a poll", "");
        while (true)
        {
            using (_clock.Poll(RealTime.UntilCancelledAsync(stop), next))
                await Task.Delay(TimeSpan.FromMilliseconds(100), _clock, stop);
            look();
        }
    }

    /// <summary>Keeps what goes on after a wait until the test lets it, as a busy machine does.</summary>
    private sealed class HeldThread : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = [];
        private bool _goes;

        public Task Start(Func<Task> work)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return work();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public void Go()
        {
            _goes = true;
            while (_posted.TryDequeue(out var next)) next.Callback(next.State);
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            if (_goes) d(state);
            else _posted.Enqueue((d, state));
        }
    }
}
