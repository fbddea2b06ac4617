namespace InventorySync.Inventory;

/// <summary>The message is none that this app knows: it goes back to the queue, for a newer version or for the poison queue.</summary>
public sealed class UnknownMessageException(string message, Exception? innerException = null) : Exception(message, innerException);
