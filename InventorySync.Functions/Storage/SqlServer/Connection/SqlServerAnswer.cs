using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>A batch's answer, set of rows by set of rows, in their order.</summary>
internal sealed class SqlServerAnswer(SqlDataReader reader, CancellationToken cancellationToken)
{
    /// <summary>The first row of the next set; the default where it is empty.</summary>
    public async Task<T?> FirstAsync<T>(Func<SqlDataReader, T> read)
    {
        var first = await reader.ReadAsync(cancellationToken) ? read(reader) : default;
        await reader.NextResultAsync(cancellationToken);
        return first;
    }

    /// <summary>All rows of the next set.</summary>
    public async Task<List<T>> AllAsync<T>(Func<SqlDataReader, T> read)
    {
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        await reader.NextResultAsync(cancellationToken);
        return rows;
    }
}
