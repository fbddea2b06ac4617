namespace Tools.Tests.DevRunner;

/// <summary>A test of signals, which Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals" : null;
}
