#pragma warning disable IDE0130 // a namespace of its own: what is no part of the simulator tells its clock of work too
namespace PlayedTime;

/// <summary>
/// A clock that stands still while anything is at work, and is moved from one timer to the next when everything rests. So whatever works
/// by it says when it begins and ends. Work rests while it waits for a timer of this clock; a limit, a timer that cancels, is no wait.
/// </summary>
public abstract class WorkClock : TimeProvider
{
    /// <summary>Begins work that goes on beside its caller. For async methods: what such a method awaits belongs to the work.</summary>
    /// <param name="what">With the name, for the message of a hang.</param>
    public abstract IDisposable Begin(string what, string name);

    /// <summary>Begins a step of the caller's work, which rests until the step has ended.</summary>
    public abstract IDisposable BeginStep(string what, string name);

    /// <summary>Something is on its way between two pieces of work, and never rests.</summary>
    public abstract IDisposable Hold(string what);

    /// <summary>The caller's work rests until other work completes the task, which it does before it ends or rests.</summary>
    public abstract IDisposable RestUntil(Task other);

    /// <summary>The same, while it looks again from time to time.</summary>
    /// <param name="next">When a look will find something; null if none will. The clock leaves out those that would not.</param>
    public abstract IDisposable Poll(Task other, Func<DateTimeOffset?> next);
}
