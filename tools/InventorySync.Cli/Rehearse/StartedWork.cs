namespace InventorySync.Cli.Rehearse;

/// <summary>Work that was begun, and that a <see cref="PlayedClock"/> plays to its end.</summary>
/// <param name="Piece">What the clock knows it by.</param>
internal sealed record StartedWork(Task Task, IDisposable Piece);
