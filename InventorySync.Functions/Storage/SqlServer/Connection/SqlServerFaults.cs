using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Azure.Identity;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// Which errors pass by themselves, and what the others mean in one line. The client's own list of transient errors is not used: it takes a
/// wrong database name for one, and lacks several that are.
/// </summary>
internal static class SqlServerFaults
{
    /// <summary>LOCK_TIMEOUT ran out.</summary>
    public const int LockTimeout = 1222;

    /// <summary>This store's own: a lock was not granted, or what was locked had changed meanwhile. Nothing was written.</summary>
    public const int LockNotGranted = 51205;

    /// <summary>This store's own: another instance holds the run.</summary>
    public const int LeaseLost = 51210;

    private const int Unreachable = -1;

    /// <summary>SEC_E_UNTRUSTED_ROOT.</summary>
    private const int UntrustedCertificate = -2146893019;

    /// <remarks>
    /// Sources: https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues,
    /// .../sql/relational-databases/errors-events
    /// </remarks>
    private static readonly HashSet<int> Transient =
    [
        LockNotGranted,
        1205, // deadlock victim
        -2, // the client's time-out: the batch was rolled back
        -1, 2, 53, 11001, 10060, 10061, // no way to the server, for the moment
        20, 64, 233, 121, 258, 10053, 10054, // the connection broke
        4221, 615, 926, 921, // a replica or a database that is starting or failing over
        10928, 10929, 10936, // resource limits of the database or the pool
        40197, 40501, 40540, 40613, 49918, 49919, 49920, // Azure SQL: processing error, busy, not available now, too many operations
        3960, // a snapshot's update conflict
        3935, 3966, 8645, 8651, 701, 1204, // out of memory or locks, for the moment
        42108, 42109, // a serverless database that wakes up
    ];

    /// <summary>A row does not take what a change says: it would not take it again either, and takes what the others say.</summary>
    /// <remarks>Source: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors</remarks>
    private static readonly HashSet<int> Refused =
    [
        220, 232, 244, 248, 8115, // an overflow: of a type, on the way to tinyint, smallint or int, of an expression
        245, 8114, // a text that is no value of the type
        2628, 8152, // a text that would be cut off, with the column's name and without
        511, 1946, // a row or an entry of an index that would be too long
        515, // NULL where none may be
        547, // a CHECK constraint
        2601, 2627, // a row of that key is there already
    ];

    /// <summary>
    /// Whether the same may succeed in a moment. The whole may then be begun again: each operation is idempotent. Of a commit whose outcome
    /// is not known the second try finds what the first has left.
    /// </summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        SqlException sql => IsUnreachable(sql) || sql.Errors.Cast<SqlError>().Any(error => IsTransient(error.Number)),
        LostUpdateException or UnknownCommitException => true,
        _ => false,
    };

    internal static bool IsTransient(int number) => Transient.Contains(number);

    /// <summary>Whether an error says that a row does not take a value.</summary>
    public static bool IsRefused(Exception exception) =>
        exception is SqlException sql && sql.Errors.Cast<SqlError>().Any(error => IsRefused(error.Number));

    internal static bool IsRefused(int number) => Refused.Contains(number);

    /// <summary>What is wrong and, where a setting or a grant would mend it, what to do: in one line.</summary>
    public static string Describe(Exception exception, SqlConnectionStringBuilder connection) => exception switch
    {
        SqlException { InnerException: AuthenticationException } sql => Describe(UntrustedCertificate, sql.Message, connection),
        SqlException sql when IsUnreachable(sql) => Describe(Unreachable, sql.Message, connection),
        SqlException sql => Describe(sql.Number, sql.Message, connection),
        AggregateException { InnerException: { } inner } => Describe(inner, connection),
        AuthenticationFailedException token => $"No Entra token for the database could be had ({FirstLine(token.Message)}). "
            + "Give this app an identity, or say who it is in ConnectionStrings__Inventory.",
        _ => FirstLine(exception.Message),
    };

    internal static string Describe(int number, string message, SqlConnectionStringBuilder connection) => number switch
    {
        4060 => $"The server {connection.DataSource} has no database {connection.InitialCatalog}, or this login may not open it. "
            + "Set ConnectionStrings__Inventory to the right one, or create the database and its user.",
        18456 or 18452 or 18470 or 18486 or 18487 or 18488 => $"The server {connection.DataSource} refused the login{Who(connection)}. "
            + "Check the user, the password or the identity in ConnectionStrings__Inventory.",
        40615 or 40914 => $"The firewall of {connection.DataSource} refused this machine's address. Allow it, or its network.",
        229 or 230 or 262 or 297 or 300 or 916 or 1088 or 4701 or 15247 or 3701 or 2760 =>
            $"A permission is missing in {connection.InitialCatalog}: {FirstLine(message)} "
                + "The app's role is in infra/sql-role.sql; `migrate` needs db_owner, since it makes that role too.",
        208 or 2812 =>
            $"The tables of this app are not complete in {connection.InitialCatalog}: {FirstLine(message)} Run the verb migrate.",
        UntrustedCertificate => $"The server {connection.DataSource} shows a certificate that is not trusted. Install one that is, "
            + "or for a machine of your own add TrustServerCertificate=True to ConnectionStrings__Inventory.",
        Unreachable or 2 or 53 or 258 or 11001 or 10060 or 10061 or -2 or 20 or 64 or 233 =>
            $"The server {connection.DataSource} cannot be reached: {FirstLine(message)}",
        LockNotGranted => FirstLine(message),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{connection.DataSource}, database {connection.InitialCatalog}, answered: {FirstLine(message)} (error {number})"),
    };

    /// <summary>
    /// Where the client does not run on Windows it gives its own network errors no number, but the socket's as their cause.
    /// </summary>
    private static bool IsUnreachable(SqlException exception) =>
        exception is { Number: 0, Class: >= 20, InnerException: SocketException or IOException };

    private static string Who(SqlConnectionStringBuilder connection) =>
        string.IsNullOrEmpty(connection.UserID) ? "" : $" of {connection.UserID}";

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();
}
