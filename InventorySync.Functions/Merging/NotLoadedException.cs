namespace InventorySync.Merging;

/// <summary>
/// A row was asked for that was not loaded, and so is not locked either. That is a fault of this app: what is not loaded must never be
/// taken for absent.
/// </summary>
public sealed class NotLoadedException(string row) : Exception($"{row} was not loaded with the change that needs it.");
