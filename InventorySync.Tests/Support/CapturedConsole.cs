using System.Text;
using Spectre.Console;

namespace InventorySync.Tests.Support;

/// <summary>A console that is a file to whoever writes to it, and that may be read meanwhile.</summary>
internal sealed class CapturedConsole : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();

    public CapturedConsole()
    {
        Console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(this) });
        Console.Profile.Width = int.MaxValue;
    }

    public IAnsiConsole Console { get; }

    public override Encoding Encoding => Encoding.UTF8;

    public string Text
    {
        get
        {
            lock (_lock) return _text.ToString();
        }
    }

    public IReadOnlyList<string> Lines => [.. Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public void Clear()
    {
        lock (_lock) _text.Clear();
    }

    public override void Write(char value)
    {
        lock (_lock) _text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_lock) _text.Append(value);
    }
}
