using System.Collections.Concurrent;
using System.Reflection;

namespace InventorySync.Storage;

/// <summary>The texts of one store's .sql files, by their names without the ending; they are embedded in the assembly.</summary>
/// <param name="folder">The store's folder below Storage/, such as "Sqlite".</param>
internal sealed class SqlText(string folder)
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">There is no file of that name.</exception>
    public string this[string name] => _texts.GetOrAdd(name, Load, folder);

    private static string Load(string name, string folder)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"InventorySync.Storage.{folder}.{name}.sql")
            ?? throw new InvalidOperationException($"Storage/{folder}/{name}.sql is not in this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
