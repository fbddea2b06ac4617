namespace InventorySync.Cli.Operations.Doctor;

/// <summary>A line of doctor's.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Text">What it is like and, where it is not well, what to do.</param>
internal sealed record Finding(string Subject, bool IsWell, string Text)
{
    public static Finding Well(string subject, string text) => new(subject, IsWell: true, text);

    public static Finding Wrong(string subject, string text) => new(subject, IsWell: false, text);
}
