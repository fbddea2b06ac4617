using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ShopifySimulator.Bulk;

/// <summary>The results of bulk operations: files in a temporary folder, each under an address that nobody can guess.</summary>
internal sealed class BulkFiles(TimeProvider clock, Chance chance) : IDisposable
{
    /// <summary>Google's, where Shopify's own results lie.</summary>
    public const string Host = "storage.googleapis.com";

    public static readonly PathString Folder = "/shopify-bulk-results/bulk-operation-outputs";

    /// <summary>https://shopify.dev/docs/api/usage/bulk-operations/queries#retrieve-the-results</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shopify-simulator-");
    private readonly ConcurrentDictionary<string, BulkFile> _files = new(StringComparer.Ordinal);

    /// <summary>Of the folder.</summary>
    public string Path => _folder.FullName;

    /// <summary>Where an operation may write.</summary>
    public string NewPath() => System.IO.Path.Combine(Path, $"{chance.Hex(8)}.jsonl");

    /// <summary>Gives the file its address.</summary>
    /// <param name="lifetime">How long the address works.</param>
    /// <returns>The address; no request to it may carry the access token.</returns>
    public string Publish(string path, TimeSpan lifetime, long? breaksOffAt)
    {
        var signature = Convert.ToBase64String(chance.Bytes(32));
        var file = new BulkFile(
            path, $"{chance.Hex(12)}-final", signature, $"\"{chance.Hex(16)}\"", clock.GetUtcNow() + lifetime, breaksOffAt);
        _files[file.Name] = file;
        var query = QueryString.Create((KeyValuePair<string, string?>[])
        [
            new("GoogleAccessId", "bulk-results@simulated.example"),
            new("Expires", Api.Texts.Number(file.ExpiresAt.ToUnixTimeSeconds())),
            new("Signature", file.Signature),
            new("response-content-disposition", "attachment"),
            new("response-content-type", "application/jsonl"),
        ]);
        return $"https://{Host}{Folder}/{file.Name}{query}";
    }

    public BulkFile? Find(string name) => _files.GetValueOrDefault(name);

    public bool IsExpired(BulkFile file) => clock.GetUtcNow() >= file.ExpiresAt;

    public void Dispose() => _folder.Delete(recursive: true);
}
