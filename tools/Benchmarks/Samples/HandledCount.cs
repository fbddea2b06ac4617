using InventorySync.Changes;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Samples;

/// <summary>Counts the app's line of each message, which it writes right after the commit.</summary>
internal sealed class HandledCount : ILoggerProvider, ILogger
{
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing;

    /// <returns>Completes with the last of so many messages, from now on.</returns>
    public Task WaitFor(int messages)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _missing, messages);
        return _reached.Task;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == ChangeEvents.LevelHandled && Interlocked.Decrement(ref _missing) == 0) _reached.TrySetResult();
        if (logLevel >= LogLevel.Warning) Console.Error.WriteLine(formatter(state, exception));
    }

    public void Dispose()
    {
    }
}
