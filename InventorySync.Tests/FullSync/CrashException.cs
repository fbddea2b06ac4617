namespace InventorySync.Tests.FullSync;

/// <summary>The end of an instance: nothing of the app's catches it, as nothing would run any more.</summary>
internal sealed class CrashException() : Exception("the instance is gone");
