namespace InventorySync.Inventory;

/// <summary>What one webhook or one answer of the Admin API says: the tables take all of it, or nothing.</summary>
public interface IObservation;
