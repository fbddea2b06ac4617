using System.Diagnostics;
using System.Globalization;
using System.Text;
using InventorySync.Tests.Support;
using LocalRun.Run;

namespace Tools.Tests.LocalRun;

/// <summary>`run` as a process of its own, which can be killed.</summary>
internal sealed class RunProcess : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    public RunProcess(string folder, int variants)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [
                typeof(Runner).Assembly.Location, "run", "--state", folder, "--variants", variants.ToString(CultureInfo.InvariantCulture),
                "--port", "0",
            ])
            start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_lock) return _output.ToString();
        }
    }

    /// <summary>At once, with nothing that it could do about it.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        RealTime.UntilGone(_process);
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_lock) _output.AppendLine(line.Data);
    }
}
