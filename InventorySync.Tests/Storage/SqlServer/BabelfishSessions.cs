using System.Data.Common;
using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>
/// Sessions that insert row by row what the store copies in bulk: the client asks the server for the table's columns in a way that
/// Babelfish 4 answers with the last one only. Its OPENJSON leaves the escapes in a text, which the texts of drift have. Everything else is
/// as it is.
/// </summary>
internal sealed class BabelfishSessions(
    string connectionString, SqlServerStatements statements, TimeProvider timeProvider, Random jitter)
    : SqlServerSessions(connectionString, statements, timeProvider, jitter)
{
    private readonly SqlServerStatements _statements = statements;

    protected override SqlServerSession SessionOn(SqlConnection connection, TimeSpan timeout, CancellationToken cancellationToken) =>
        new BabelfishSession(connection, _statements, timeout, cancellationToken);

    private sealed class BabelfishSession(
        SqlConnection connection, SqlServerStatements statements, TimeSpan timeout, CancellationToken cancellationToken)
        : SqlServerSession(connection, statements, timeout, cancellationToken)
    {
        private readonly SqlServerStatements _statements = statements;

        public override Task<T> QueryAsync<T>(SqlServerStatement statement, SqlCommand command, Func<SqlServerAnswer, Task<T>> read)
        {
            if (statement.Name == "WriteVariantDrift")
            {
                command.CommandText = command.CommandText.Replace(
                    "Was = j.Was, Became = j.Became",
                    """Was = REPLACE(j.Was, N'\"', N'"'), Became = REPLACE(j.Became, N'\"', N'"')""",
                    StringComparison.Ordinal);
            }

            return base.QueryAsync(statement, command, read);
        }

        public override async Task CopyAsync(string table, DbDataReader rows)
        {
            string[] columns = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
            while (await rows.ReadAsync())
            {
                await using var command = new SqlCommand(
                    $"INSERT INTO [{_statements.Schema}].[{table}] ({string.Join(", ", columns)}) "
                    + $"VALUES ({string.Join(", ", columns.Select(column => "@" + column))})");
                foreach (var column in columns) command.Parameters.AddWithValue("@" + column, rows[column]);
                await QueryAsync(new SqlServerStatement("Copy", command.CommandText, []), command, _ => Task.FromResult(true));
            }
        }
    }
}
