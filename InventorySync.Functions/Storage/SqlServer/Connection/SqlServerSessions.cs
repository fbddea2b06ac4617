using InventorySync.Inventory;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// Connections to the database, each for one operation. What passes by itself is tried again, at the opening of the connection and round
/// the whole operation, which is idempotent.
/// </summary>
/// <param name="jitter">So that instances that lost the same deadlock do not meet again.</param>
internal class SqlServerSessions(string connectionString, SqlServerStatements statements, TimeProvider timeProvider, Random jitter)
{
    private const int MaxTries = 4;

    /// <summary>A fail-over of Azure SQL is over after some ten seconds, and the queue tries again after these.</summary>
    private static readonly BackOff Wait = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), Jitter: -0.5);

    /// <summary>After a deadlock, a lock that was not granted or a lost update nobody has to recover.</summary>
    private static readonly BackOff DeadlockWait = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), Jitter: -0.5);

    /// <summary>Runs an operation on a connection of its own, and again after what passes by itself.</summary>
    /// <param name="timeout">Of each of its statements.</param>
    /// <param name="work">Given the session, and the how many-eth try it is.</param>
    public virtual async Task<T> RunAsync<T>(
        TimeSpan timeout, Func<SqlServerSession, int, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var session = await OpenAsync(timeout, cancellationToken);
                return await work(session, tries);
            }
            catch (Exception e) when (tries < MaxTries && SqlServerFaults.IsTransient(e) && !cancellationToken.IsCancellationRequested)
            {
                var wait = e is LostUpdateException or SqlException { Number: 1205 or SqlServerFaults.LockNotGranted }
                    ? DeadlockWait
                    : Wait;
                await Task.Delay(wait.After(tries, jitter), timeProvider, cancellationToken);
            }
        }
    }

    protected virtual SqlServerSession SessionOn(SqlConnection connection, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(connection, statements, timeout, cancellationToken);

    /// <summary>A session of its own, whose connection is open.</summary>
    protected virtual async Task<SqlServerSession> OpenAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return SessionOn(connection, timeout, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
