using System.Globalization;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace InventorySync.Cli;

/// <summary>Shows what the app warns of, a line each: what went wrong, and the exception's own words.</summary>
internal sealed class WarningLog(IAnsiConsole console) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var message = formatter(state, exception);
        var because = exception is null || message.Contains(exception.Message, StringComparison.Ordinal) ? "" : $": {exception.Message}";
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]{logLevel}: {message}{because}[/]");
    }

    public void Dispose()
    {
    }
}
