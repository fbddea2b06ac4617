namespace InventorySync.FullSync;

/// <summary>An operator has paused the app: the run is let go as it is, and continued after the pause.</summary>
internal sealed class FullSyncPausedException() : Exception("The app is paused.");
