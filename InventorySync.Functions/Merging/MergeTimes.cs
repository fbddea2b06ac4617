using System.Runtime.InteropServices;
using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>The times that a batch is merged by.</summary>
/// <param name="Now">Our clock when the batch was first tried.</param>
/// <param name="StaleReadMargin">How far a replica that the Admin API reads from may lag.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MergeTimes(UnixTime Now, TimeSpan StaleReadMargin)
{
    /// <summary>A read's time has whole seconds, so one more has to pass before it can be seen to be later.</summary>
    private static readonly TimeSpan ReadClockStep = TimeSpan.FromSeconds(1);

    /// <summary>From what was seen until a read can answer it.</summary>
    public TimeSpan Wait => StaleReadMargin + ReadClockStep;

    /// <summary>When a read can first be later than <paramref name="seenAt"/>.</summary>
    public UnixTime AnswerableAt(UnixTime seenAt) => seenAt.Add(Wait);
}
