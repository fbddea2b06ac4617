namespace PlayedTime;

/// <summary>Work that was begun, and that a <see cref="PlayedClock"/> plays to its end.</summary>
/// <param name="Piece">What the clock knows it by.</param>
public sealed record StartedWork(Task Task, IDisposable Piece);
