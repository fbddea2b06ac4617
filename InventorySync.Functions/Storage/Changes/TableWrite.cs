using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace InventorySync.Storage;

/// <summary>Rows that one statement writes, sent as JSON in the order of their primary keys.</summary>
/// <param name="Statement">It answers how many rows it has written, in the column RowsWritten.</param>
/// <param name="Parameter">With its @.</param>
/// <param name="Rows">How many rows have to be written, or the batch has lost an update; null where any number may be.</param>
internal sealed record TableWrite(string Statement, string Parameter, string Json, int? Rows)
{
    public static TableWrite Of<T>(string statement, string parameter, IReadOnlyList<T> rows, JsonTypeInfo<IReadOnlyList<T>> type) =>
        new(statement, parameter, JsonSerializer.Serialize(rows, type), rows.Count);

    /// <exception cref="LostUpdateException">Fewer rows, or more, were written than were sent.</exception>
    public void Check(int rowsWritten)
    {
        if (Rows is { } rows && rows != rowsWritten) throw new LostUpdateException(Statement, rows, rowsWritten);
    }
}
