namespace InventorySync.FullSync;

/// <summary>What a download turned out to hold, for the guards.</summary>
/// <param name="Bytes">Bytes received.</param>
/// <param name="Lines">Objects, one a line.</param>
/// <param name="Roots">Lines without a parent: the variants.</param>
internal sealed record DownloadedFile(long Bytes, long Lines, long Roots);
