using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>One connection during one operation, on which statements run by their names.</summary>
internal class SqlServerSession(
    SqlConnection connection, SqlServerStatements statements, TimeSpan timeout, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    /// <summary>Rows that a bulk copy sends at a time: large enough to be cheap, small enough to be over soon.</summary>
    private const int CopyBatchRows = 10_000;

    private CancellationToken _cancellation = cancellationToken;
    private SqlTransaction? _transaction;

    /// <summary>Begins a transaction of several statements; most operations are one batch, which begins its own.</summary>
    public virtual async Task BeginAsync() => _transaction = (SqlTransaction)await connection.BeginTransactionAsync(
        IsolationLevel.ReadCommitted, _cancellation);

    /// <summary>
    /// Begins a transaction that nobody's cancellation breaks off: from here on what runs, runs to its end or fails by itself.
    /// </summary>
    public Task BeginChangeAsync()
    {
        _cancellation.ThrowIfCancellationRequested();
        _cancellation = CancellationToken.None;
        return BeginAsync();
    }

    /// <exception cref="UnknownCommitException">The connection or the transaction was gone.</exception>
    public virtual async Task CommitAsync()
    {
        try
        {
            await _transaction!.CommitAsync(_cancellation);
        }
        catch (InvalidOperationException e)
        {
            throw new UnknownCommitException(e);
        }

        await _transaction.DisposeAsync();
        _transaction = null;
    }

    public virtual async Task RollBackAsync()
    {
        await _transaction!.DisposeAsync();
        _transaction = null;
    }

    public Task WaitAsync(TimeSpan wait, TimeProvider timeProvider) => Task.Delay(wait, timeProvider, _cancellation);

    /// <summary>Runs a statement and reads its answer to the end, since an error may come after it.</summary>
    public virtual async Task<T> QueryAsync<T>(SqlServerStatement statement, SqlCommand command, Func<SqlServerAnswer, Task<T>> read)
    {
        command.Connection = connection;
        command.Transaction = _transaction;
        command.CommandTimeout = (int)Math.Ceiling(timeout.TotalSeconds);
        await using var reader = await command.ExecuteReaderAsync(_cancellation);
        var answer = await read(new SqlServerAnswer(statement, reader, _cancellation));
        while (await reader.NextResultAsync(_cancellation))
        {
        }

        return answer;
    }

    /// <summary>Runs the statement of that name. The values are those that it declares, each of them.</summary>
    public async Task<T> QueryAsync<T>(
        [ConstantExpected] string statement,
        Func<SqlServerAnswer, Task<T>> read,
        params IReadOnlyList<(string Name, object? Value)> values)
    {
        await using var command = Command(statements[statement], values);
        return await QueryAsync(statements[statement], command, read);
    }

    /// <summary>Runs several statements in one round trip. Their sets of rows come in the order of the names.</summary>
    /// <param name="values">Those that the statements declare; one that two of them declare is given once.</param>
    public async Task<T> QueryAsync<T>(
        IReadOnlyList<string> names, Func<SqlServerAnswer, Task<T>> read, params IReadOnlyList<(string Name, object? Value)> values)
    {
        var batch = statements.Batch(names);
        await using var command = Command(batch, values);
        return await QueryAsync(batch, command, read);
    }

    /// <summary>The first row, as <paramref name="read"/> makes it; the default where there is none.</summary>
    public Task<T?> FirstAsync<T>(
        [ConstantExpected] string statement, Func<Row, T> read, params IReadOnlyList<(string Name, object? Value)> values) =>
        QueryAsync(statement, answer => answer.FirstAsync(read), values);

    public Task ExecuteAsync([ConstantExpected] string statement, params IReadOnlyList<(string Name, object? Value)> values) =>
        QueryAsync(statement, _ => Task.FromResult(true), values);

    /// <summary>Writes rows of several tables in one round trip, in their order.</summary>
    /// <exception cref="LostUpdateException">A row was not as it was loaded.</exception>
    public async Task WriteAsync(IReadOnlyList<TableWrite> writes)
    {
        var batch = statements.Batch([.. writes.Select(write => write.Statement)]);
        await using var command = Command(batch, [.. writes.Select(write => (write.Parameter, (object?)write.Json))]);
        await QueryAsync(
            batch, command,
            async answer =>
            {
                foreach (var write in writes) write.Check(await answer.FirstAsync(row => row.Int("RowsWritten")));
                return true;
            });
    }

    /// <summary>Copies rows into a table as a stream.</summary>
    public virtual async Task CopyAsync(string table, DbDataReader rows)
    {
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.TableLock, _transaction)
        {
            DestinationTableName = $"[{statements.Schema}].[{table}]",
            BatchSize = CopyBatchRows,
            BulkCopyTimeout = (int)Math.Ceiling(timeout.TotalSeconds),
            EnableStreaming = true,
        };
        for (var column = 0; column < rows.FieldCount; column++) copy.ColumnMappings.Add(rows.GetName(column), rows.GetName(column));
        await copy.WriteToServerAsync(rows, _cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_transaction is not null) await _transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <exception cref="InvalidOperationException">The values are not those that the statement declares.</exception>
    internal static SqlCommand Command(SqlServerStatement statement, IReadOnlyList<(string Name, object? Value)> values)
    {
        var given = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
        var command = new SqlCommand(statement.Text);
        foreach (var parameter in statement.Parameters)
        {
            if (!given.Remove(parameter.Name, out var value))
                throw new InvalidOperationException($"{statement.Name} declares {parameter.Name}, which was not given.");
            command.Parameters.Add(parameter.With(value));
        }

        return given.Count == 0
            ? command
            : throw new InvalidOperationException($"{statement.Name} does not declare {string.Join(", ", given.Keys)}.");
    }
}
