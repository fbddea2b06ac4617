namespace InventorySync.Storage;

/// <summary>The database must not be used as it is: the message says why and what to do.</summary>
public sealed class StoreRefusedException(string message) : Exception(message);
