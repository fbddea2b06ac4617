#pragma warning disable IDE0130 // a namespace of its own: what is no part of the simulator tells its clock of work too
namespace PlayedTime;

/// <summary>Tells the clock of work; every other clock than a <see cref="WorkClock"/> has no use for it.</summary>
public static class WorkClocks
{
    public static IDisposable? BeginWork(this TimeProvider time, string what, string name = "") => (time as WorkClock)?.Begin(what, name);

    public static IDisposable? BeginStep(this TimeProvider time, string what, string name) => (time as WorkClock)?.BeginStep(what, name);

    public static IDisposable? Hold(this TimeProvider time, string what) => (time as WorkClock)?.Hold(what);

    public static IDisposable? RestUntil(this TimeProvider time, Task other) => (time as WorkClock)?.RestUntil(other);

    public static IDisposable? Poll(this TimeProvider time, Task other, Func<DateTimeOffset?> next) =>
        (time as WorkClock)?.Poll(other, next);
}
