using InventorySync.Inventory;

namespace Benchmarks.Samples;

/// <summary>Changes of a catalogue's levels, one after the other over all items, each newer than anything before it.</summary>
internal sealed class LevelChanges(Catalogue catalogue)
{
    private int _made;

    public LevelRow Next()
    {
        var number = _made++;
        return new LevelRow(
            catalogue.ItemId(number % catalogue.Variants), Catalogue.LocationOf(0), 100 + (number % 97),
            catalogue.ReadAt.Add(TimeSpan.FromSeconds(10 + number)));
    }
}

/// <summary>One of them: what the row has to hold.</summary>
internal sealed record LevelRow(long InventoryItemId, long LocationId, int Available, UnixTime At)
{
    public LevelObservation ToObservation() => new(
        InventoryItemId, LocationId, new Observation<int?>(Available, At, At, ObservedBy.Webhook), Presence: null);

    /// <summary>As the queue has it.</summary>
    public byte[] ToMessage() => new ChangeMessage(
        ChangeMessage.CurrentVersion, ChangeKinds.Level, "inventory_levels/update", SampleShop.Domain,
        "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", "98880550-7158-44d4-b7cd-2c97c8a091b5", At, At, "2026-10", Traceparent: null,
        new LevelMessage(InventoryItemId, LocationId, LevelEvent.Update, Available, At)).ToBytes();
}
