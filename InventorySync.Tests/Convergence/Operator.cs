using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence;

/// <summary>Pauses the app for a while, as the verb does: in the database, from a process of its own.</summary>
internal sealed class Operator(History history)
{
    /// <summary>Since when the app is paused; null while it is not.</summary>
    public DateTimeOffset? PausedSince { get; private set; }

    public void Pause(Dice dice)
    {
        if (PausedSince is not null) return;
        PausedSince = history.Scheduler.Now;
        var time = dice.Chance(700) ? dice.Between(20, 120) : dice.Between(120, 600);
        history.Tell(() => $"the operator pauses the app for {time.TotalSeconds:0} s");
        history.Store.PauseAsync(new Pause(UnixTime.From(history.Scheduler.Now), Reason: null), CancellationToken.None)
            .GetAwaiter().GetResult();
        history.Scheduler.After(time, Resume);
    }

    private void Resume()
    {
        PausedSince = null;
        history.Tell(() => "the operator resumes the app");
        history.Store.ResumeAsync(CancellationToken.None).GetAwaiter().GetResult();
    }
}
