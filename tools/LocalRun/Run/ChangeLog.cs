using System.Runtime.CompilerServices;
using System.Threading.Channels;
using InventorySync.Changes;
using Microsoft.Extensions.Logging;
using PlayedTime;

namespace LocalRun.Run;

/// <summary>
/// Reads the app's one line per message from its log, by its event id and its fields, as an operator's query in Application Insights would:
/// the console needs nothing of the app that operators do not have.
/// </summary>
internal sealed class ChangeLog : ILoggerProvider, ILogger
{
    private readonly Channel<HandledChange> _changes = Channel.CreateUnbounded<HandledChange>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly Arrivals _arrivals = new();

    public ChannelReader<HandledChange> Changes => _changes.Reader;

    /// <summary>All changes, as they come. The caller's work rests while it waits for the next.</summary>
    public async IAsyncEnumerable<HandledChange> ReadAllAsync(
        TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var arrival = _arrivals.Next;
            while (Changes.TryRead(out var change)) yield return change;
            await time.WaitAsync(arrival, cancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is not (ChangeEvents.LevelHandled or ChangeEvents.ProductHandled or ChangeEvents.ItemHandled)) return;
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> pairs) return;

        var fields = pairs.ToDictionary(StringComparer.Ordinal);
        _changes.Writer.TryWrite(new HandledChange(
            (string)fields["Topic"]!,
            (string)fields["Skus"]!,
            fields["Outcome"]!.ToString()!,
            (int?)fields.GetValueOrDefault("OldAvailable"),
            (int?)fields.GetValueOrDefault("NewAvailable"),
            fields.GetValueOrDefault("VariantsChanged") is not 0,
            (double)fields["SinceTriggerMs"]!,
            (double)fields["SinceReceiptMs"]!));
        _arrivals.Announce();
    }

    public void Dispose() => _changes.Writer.TryComplete();
}
