using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FunctionsHost.Queues.Embedded;

/// <summary>
/// The prepared statements of the one connection; for <see cref="EmbeddedWriter"/>'s loop alone. Times are milliseconds since 1970 UTC.
/// </summary>
internal sealed class EmbeddedStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _send = Prepare(connection, "send", "$queue", "$body", "$now", "$expires");
    private readonly SqliteCommand _receive = Prepare(connection, "receive", "$queue", "$max", "$now", "$until");
    private readonly SqliteCommand _delete = Prepare(connection, "delete", "$queue", "$id", "$receipt");
    private readonly SqliteCommand _setVisibility = Prepare(connection, "set-visibility", "$queue", "$id", "$receipt", "$until");
    private readonly SqliteCommand _count = Prepare(connection, "count", "$queue", "$now");
    private readonly SqliteCommand _findOldest = Prepare(connection, "find-oldest", "$queue", "$now");
    private readonly SqliteCommand _deleteExpired = Prepare(connection, "delete-expired", "$now");

    public int Send(string queue, byte[] body, long now) =>
        With(_send, queue, body, now, now + (long)QueueLimits.TimeToLive.TotalMilliseconds).ExecuteNonQuery();

    public IReadOnlyList<QueueMessage> Receive(string queue, int max, long now, long until)
    {
        List<(long Id, QueueMessage Message)> received = [];
        using (var reader = With(_receive, queue, max, now, until).ExecuteReader())
        {
            while (reader.Read())
            {
                var id = reader.GetInt64(0);
                received.Add((id, new QueueMessage(
                    id.ToString(CultureInfo.InvariantCulture),
                    reader.GetInt64(1).ToString(CultureInfo.InvariantCulture),
                    reader.GetFieldValue<byte[]>(2),
                    reader.GetInt64(3),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)))));
            }
        }

        // RETURNING promises no order.
        return [.. received.OrderBy(entry => entry.Id).Select(entry => entry.Message)];
    }

    public bool Delete(string queue, long id, long receipt) => With(_delete, queue, id, receipt).ExecuteNonQuery() == 1;

    public long? SetVisibility(string queue, long id, long receipt, long until) =>
        (long?)With(_setVisibility, queue, id, receipt, until).ExecuteScalar();

    public DateTimeOffset? FindOldest(string queue, long now) =>
        With(_findOldest, queue, now).ExecuteScalar() is long insertedAt ? DateTimeOffset.FromUnixTimeMilliseconds(insertedAt) : null;

    public int Count(string queue, long now) => Convert.ToInt32(With(_count, queue, now).ExecuteScalar(), CultureInfo.InvariantCulture);

    public int DeleteExpired(long now) => With(_deleteExpired, now).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_send, _receive, _delete, _setVisibility, _count, _findOldest, _deleteExpired])
            command.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string name, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = EmbeddedSql.Read(name);
        foreach (var parameter in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        return command;
    }

    /// <summary>Gives the values in the order in which <see cref="Prepare"/> was given the names.</summary>
    private static SqliteCommand With(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}
