namespace InventorySync.FullSync;

/// <summary>A full sync that cannot go on: the tables stay as they were. The message begins with the stage that failed.</summary>
public sealed class FullSyncFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
