namespace ShopifySimulator.Bulk;

/// <summary>A result that can be downloaded.</summary>
/// <param name="Name">The last segment of its address.</param>
/// <param name="Signature">Whoever knows it may read the file.</param>
/// <param name="BreaksOffAt">The byte before which every download of it breaks off; null if none does.</param>
internal sealed record BulkFile(string Path, string Name, string Signature, string ETag, DateTimeOffset ExpiresAt, long? BreaksOffAt);
