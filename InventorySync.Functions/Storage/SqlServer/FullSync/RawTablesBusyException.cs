namespace InventorySync.Storage.SqlServer;

/// <summary>Readers of the raw tables did not make room: nothing was changed, and the run is continued by the recovery timer.</summary>
public sealed class RawTablesBusyException(string message, Exception innerException) : Exception(message, innerException);
