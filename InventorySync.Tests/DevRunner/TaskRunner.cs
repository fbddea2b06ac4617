using System.Diagnostics;
using System.Text;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.DevRunner;

/// <summary>`dotnet dev.cs` with all processes that it starts, as its user has it.</summary>
internal sealed class TaskRunner : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    /// <param name="checkout">The folder of dev.cs.</param>
    public TaskRunner(string checkout, params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(checkout, "dev.cs"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // Read to the end, or a full pipe would stop a process at its log.
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string checkout, params string[] arguments)
    {
        using var runner = new TaskRunner(checkout, arguments);
        await runner.ReadAsync(until: null);
        return (await runner.EndAsync(), runner._output.ToString());
    }

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
