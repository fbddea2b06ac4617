using System.Data.Common;

namespace InventorySync.Storage.SqlServer;

/// <summary>A batch's answer, set of rows by set of rows, in their order.</summary>
internal sealed class SqlServerAnswer(SqlServerStatement statement, DbDataReader reader, CancellationToken cancellationToken)
{
    private int _set;

    /// <summary>The first row of the next set; the default where it is empty.</summary>
    public async Task<T?> FirstAsync<T>(Func<Row, T> read)
    {
        var row = RowOfSet();
        var first = await reader.ReadAsync(cancellationToken) ? read(row) : default;
        await NextAsync();
        return first;
    }

    /// <summary>All rows of the next set.</summary>
    public async Task<List<T>> AllAsync<T>(Func<Row, T> read)
    {
        var row = RowOfSet();
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(row));
        await NextAsync();
        return rows;
    }

    /// <summary>Gives each row of the next set to <paramref name="load"/>.</summary>
    public async Task EachAsync(Action<Row> load)
    {
        var row = RowOfSet();
        while (await reader.ReadAsync(cancellationToken)) load(row);
        await NextAsync();
    }

    private Row RowOfSet() => new(reader, statement.Columns(_set, reader));

    private async Task NextAsync()
    {
        _set++;
        await reader.NextResultAsync(cancellationToken);
    }
}
