using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>
/// The named statements of one store: the texts that follow a line "-- name: X" in its embedded .sql files. The scripts that make the
/// schema are no statements.
/// </summary>
/// <param name="engine">The store's folder below Storage/, such as "Sqlite".</param>
/// <param name="edit">Gets a name and its text, and gives the text that is run: for tests, which break one to see whether they
/// notice.</param>
internal sealed class SqlText(string engine, Func<string, string, string>? edit = null)
{
    private const string NameMark = "-- name: ";

    private readonly Lazy<IReadOnlyDictionary<string, string>> _texts = new(() => Load(engine, edit ?? ((_, text) => text)));

    /// <summary>The names of all statements.</summary>
    public IEnumerable<string> Names => _texts.Value.Keys;

    /// <exception cref="InvalidOperationException">There is no statement of that name.</exception>
    public string this[string name] => _texts.Value.TryGetValue(name, out var text)
        ? text
        : throw new InvalidOperationException($"No .sql file of Storage/{engine} has a statement that is named {name}.");

    private static Dictionary<string, string> Load(string engine, Func<string, string, string> edit)
    {
        EmbeddedText files = new(typeof(SqlText).Assembly, $"InventorySync.Storage.{engine}", ".sql");
        return files.Names
            .SelectMany(file => Split(files[file]))
            .ToDictionary(statement => statement.Name, statement => edit(statement.Name, statement.Text), StringComparer.Ordinal);
    }

    /// <summary>What stands before the first name belongs to no statement.</summary>
    internal static IEnumerable<(string Name, string Text)> Split(string file) => file.Split(NameMark).Skip(1).Select(part =>
    {
        var end = part.IndexOf('\n', StringComparison.Ordinal);
        return (part[..end].TrimEnd(), part[(end + 1)..].TrimEnd() + "\n");
    });
}
