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
}
