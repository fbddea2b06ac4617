namespace InventorySync.Inventory;

/// <summary>The clock in the unit of every version.</summary>
public static class Clock
{
    public static UnixTime Now(this TimeProvider timeProvider) => UnixTime.From(timeProvider.GetUtcNow());
}
