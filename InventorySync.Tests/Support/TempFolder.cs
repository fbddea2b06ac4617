namespace InventorySync.Tests.Support;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = BriefFolder.Create();

    public string Root => _folder.FullName;

    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>The connection string of an SQLite file in it. Not pooled: a pooled connection would outlive the folder.</summary>
    public string Database(string name) => $"Data Source={File(name)};Pooling=False";

    public void Dispose() => _folder.Delete(recursive: true);
}
