using System.Data.Common;

namespace InventorySync.Storage;

/// <summary>Where the columns of a statement's rows are, resolved once for each statement.</summary>
internal sealed class RowColumns
{
    private readonly string _statement;
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">A column has no name, or that of another one.</exception>
    public RowColumns(string statement, DbDataReader reader)
    {
        _statement = statement;
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
        {
            var name = reader.GetName(ordinal);
            if (name.Length == 0) throw new InvalidOperationException($"{statement} has a column without a name.");
            if (!_ordinals.TryAdd(name, ordinal)) throw new InvalidOperationException($"{statement} has two columns of the name {name}.");
        }
    }

    /// <exception cref="InvalidOperationException">There is no column of that name.</exception>
    public int this[string name] =>
        _ordinals.TryGetValue(name, out var ordinal) ? ordinal : throw new InvalidOperationException($"{_statement} has no column {name}.");
}
