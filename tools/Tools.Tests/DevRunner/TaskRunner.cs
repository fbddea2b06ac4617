using System.Diagnostics;
using System.Text;
using InventorySync.Tests.Support;

namespace Tools.Tests.DevRunner;

/// <summary>`dotnet dev.cs` with all processes that it starts, as its user has it.</summary>
internal sealed class TaskRunner : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _error;

    /// <param name="checkout">The folder of dev.cs.</param>
    /// <param name="arguments">Of dev.cs.</param>
    /// <param name="packages">The package cache; null for this machine's.</param>
    public TaskRunner(string checkout, string[] arguments, string? packages = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(checkout, "dev.cs"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (packages is not null) start.Environment["NUGET_PACKAGES"] = packages;
        _process = Process.Start(start)!;
        // Read to the end, or a full pipe would stop a process at its log.
        _error = _process.StandardError.ReadToEndAsync();
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string checkout, params string[] arguments)
    {
        using var runner = new TaskRunner(checkout, arguments);
        return await runner.RunAsync();
    }

    /// <summary>To its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync()
    {
        await ReadAsync(until: null);
        return (await EndAsync(), _output.ToString(), await _error);
    }

    /// <summary>What it says of itself, once it has ended.</summary>
    public Task<string> ErrorAsync() => _error;

    /// <summary>The first line of its output with this text, and null if it ends before.</summary>
    public async Task<string?> ReadAsync(string? until)
    {
        while (await NextLineAsync() is { } line)
        {
            _output.AppendLine(line);
            if (until is not null && line.Contains(until, StringComparison.Ordinal)) return line;
        }

        return null;
    }

    /// <summary>Guarded, since an app that lives on holds the output open for ever.</summary>
    private async Task<string?> NextLineAsync()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        await RealTime.EndsAsync(line);
        return await line;
    }

    public async Task<int> EndAsync()
    {
        await RealTime.ExitsAsync(_process);
        return _process.ExitCode;
    }

    /// <param name="signal">As kill names it.</param>
    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await RealTime.ExitsAsync(kill);
        Assert.Equal(0, kill.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
