using System.Globalization;

namespace InventorySync.Storage;

/// <summary>Another instance has taken the full sync over, so this one must write no more.</summary>
public sealed class LeaseLostException(long runId)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"Full sync {runId} is leased to another instance now, or has ended."));
