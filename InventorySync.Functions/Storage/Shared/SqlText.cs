using System.Collections.Concurrent;
using System.Reflection;

namespace InventorySync.Storage;

/// <summary>The texts of one store's .sql files, by their names without the ending; they are embedded in the assembly.</summary>
/// <param name="folder">The store's folder below Storage/, such as "Sqlite".</param>
/// <param name="edit">Gets a name and its text, and gives the text that is run: for tests, which break one to see whether they notice.</param>
internal sealed class SqlText(string folder, Func<string, string, string>? edit = null)
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">There is no file of that name.</exception>
    public string this[string name] => _texts.GetOrAdd(name, LoadEdited);

    private string LoadEdited(string name) => edit is null ? Load(name, folder) : edit(name, Load(name, folder));

    private static string Load(string name, string folder)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"InventorySync.Storage.{folder}.{name}.sql")
            ?? throw new InvalidOperationException($"Storage/{folder}/{name}.sql is not in this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
