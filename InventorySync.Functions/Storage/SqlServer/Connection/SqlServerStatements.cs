using System.Collections.Concurrent;

namespace InventorySync.Storage.SqlServer;

/// <summary>The statements of this store, by their names, for one schema.</summary>
internal sealed class SqlServerStatements(string schema)
{
    private readonly SqlText _texts = new("SqlServer");
    private readonly ConcurrentDictionary<string, SqlServerStatement> _statements = new(StringComparer.Ordinal);

    public string Schema => schema;

    /// <exception cref="InvalidOperationException">There is no statement of that name.</exception>
    public SqlServerStatement this[string name] => _statements.GetOrAdd(name, key => SqlServerStatement.Parse(key, _texts[key], schema));

    /// <summary>Several statements as one.</summary>
    /// <exception cref="InvalidOperationException">There is no statement of one of the names.</exception>
    public SqlServerStatement Batch(IReadOnlyList<string> names) =>
        _statements.GetOrAdd(string.Join(" + ", names), key => SqlServerStatement.Join(key, [.. names.Select(name => this[name])]));
}
