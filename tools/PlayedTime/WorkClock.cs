namespace PlayedTime;

/// <summary>A clock that stands still while anything is at work, and is moved from one timer to the next when everything rests.</summary>
/// <remarks>
/// Work is what one thread of control does, such as the handling of one message. It says when it begins and when it ends. It rests while it
/// waits for a timer of this clock, and is at work otherwise. A limit, a timer that cancels, is no wait. What runs beside it is work of its
/// own: a piece of work with two branches would rest as soon as one of them waits.
/// <para>
/// A step is work that its caller waits for: the caller rests until the step has ended. A rest is a wait for other work: the listener of a
/// queue waits until a message is handled, and the message's work completes the listener's task before it ends. So one of the two is at
/// work at each instant, and the clock does not move between them. A hold is for what is on its way from one piece of work to another, such
/// as a webhook that is written and not yet read.
/// </para>
/// </remarks>
public abstract class WorkClock : TimeProvider
{
    /// <summary>Begins work that goes on beside its caller. For async methods: what such a method awaits belongs to the work.</summary>
    /// <param name="what">With the name, for the message of a hang.</param>
    public abstract IDisposable Begin(string what, string name);

    /// <summary>Begins a step of the caller's work, which rests until the step has ended.</summary>
    public abstract IDisposable BeginStep(string what, string name);

    /// <summary>Begins work of a library that cannot tell what it waits for. It rests while work of another name is under way.</summary>
    /// <param name="other">What <see cref="Begin"/> was told.</param>
    public abstract IDisposable BeginBehind(string what, string name, string other);

    /// <summary>Something is on its way between two pieces of work, and never rests.</summary>
    public abstract IDisposable Hold(string what);

    /// <summary>The caller's work rests until all tasks are complete. Other work completes them before it ends or rests.</summary>
    public abstract IDisposable RestUntil(params IReadOnlyList<Task> others);

    /// <summary>The same for a caller that looks again from time to time.</summary>
    /// <param name="next">When a look will find something; null if none will. The clock leaves out those that would not.</param>
    public abstract IDisposable Poll(Task other, Func<DateTimeOffset?> next);
}
