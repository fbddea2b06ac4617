namespace InventorySync.Inventory;

/// <summary>Makes an id that nothing else has.</summary>
public delegate string NewId();
