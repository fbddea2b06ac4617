namespace PlayedTime;

/// <summary>Tells the clock of work; every other clock than a <see cref="WorkClock"/> has no use for it.</summary>
public static class WorkClocks
{
    public static IDisposable? BeginWork(this TimeProvider time, string what, string name = "") => (time as WorkClock)?.Begin(what, name);

    public static IDisposable? BeginStep(this TimeProvider time, string what, string name) => (time as WorkClock)?.BeginStep(what, name);

    public static IDisposable? Hold(this TimeProvider time, string what) => (time as WorkClock)?.Hold(what);

    public static IDisposable? RestUntil(this TimeProvider time, params IReadOnlyList<Task> others) =>
        (time as WorkClock)?.RestUntil(others);

    public static IDisposable? Poll(this TimeProvider time, Task other, Func<DateTimeOffset?> next) =>
        (time as WorkClock)?.Poll(other, next);

    /// <summary>Runs work that others may rest for: the task that it gives back is complete before the work has ended.</summary>
    public static Task RunWork(this TimeProvider time, string what, string name, Func<Task> run) =>
        Run(() => time.BeginWork(what, name), run);

    /// <summary>The same with a step of the caller's work.</summary>
    public static Task RunStep(this TimeProvider time, string what, string name, Func<Task> run) =>
        Run(() => time.BeginStep(what, name), run);

    /// <summary>The same with work that rests behind other work.</summary>
    public static Task RunBehind(this TimeProvider time, string what, string name, string other, Func<Task> run) =>
        Run(() => (time as WorkClock)?.BeginBehind(what, name, other), run);

    /// <summary>Waits for a task, which a cancellation does not complete.</summary>
    public static async Task WaitAsync(this TimeProvider time, Task other, CancellationToken cancellationToken)
    {
        var wait = other.WaitAsync(cancellationToken);
        using (time.RestUntil(other))
        using (time.RestUntil(wait))
            await wait;
    }

    /// <summary>Waits for a pause, or for a task if that is complete before.</summary>
    public static async Task PauseAsync(this TimeProvider time, TimeSpan pause, Task unless, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var rest = time.RestUntil(unless);
        await Task.WhenAny(unless, Task.Delay(pause, time, enough.Token));
        // A pause that went on would be a wait of the caller's.
        await enough.CancelAsync();
    }

    private static Task Run(Func<IDisposable?> begin, Func<Task> run)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = BeginAsync();
        return end.Task;

        async Task BeginAsync()
        {
            using var work = begin();
            var task = RunAsync();
            await Task.WhenAny(task); // its failure is its waiters'
            end.SetFromTask(task);
        }

        async Task RunAsync() => await run();
    }
}
