using System.Diagnostics.CodeAnalysis;
using InventorySync.Inventory;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InventorySync.Storage.Sqlite;

/// <summary>One connection with its prepared statements, each by its name. Used by one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>
    /// How long a statement waits for another process's lock before it fails. A connection string's Default Timeout may be shorter. A
    /// webhook's five seconds are over by then, and a stop must not take minutes.
    /// </summary>
    public const int BusyTimeoutSeconds = 10;

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowColumns> _columns = new(StringComparer.Ordinal);
    private readonly SqlText _texts;
    private readonly Action<string>? _executing;

    /// <param name="executing">Is told each statement before it runs; null where nobody asks.</param>
    public SqliteSession(string connectionString, SqlText texts, Action<string>? executing = null)
    {
        (_texts, _executing) = (texts, executing);
        Connection = new SqliteConnection(connectionString);
        Connection.Open();

        // FULL: a message leaves the queue once its transaction has committed, so the commit must have reached the disk; NORMAL would lose
        // the last ones with the power. The file's journal mode is the migrations' business: a session that only reads must not change it.
        using var pragmas = Connection.CreateCommand();
        pragmas.CommandText = $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {Connection.DefaultTimeout * 1000};";
        pragmas.ExecuteNonQuery();
        AddRule();
    }

    public SqliteConnection Connection { get; }

    /// <summary>The statement, with its parameters set; prepared at its first use.</summary>
    public SqliteCommand Command([ConstantExpected] string name, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Prepare(name, parameters);

    /// <summary>Begins a transaction, which takes the file's write lock at once.</summary>
    public void Begin() => Control("BEGIN IMMEDIATE");

    public void Commit() => Control("COMMIT");

    /// <summary>
    /// Takes back what the transaction has done; does nothing where SQLite has done so already, after an error that ends one.
    /// </summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(Connection.Handle) == 0) Control("ROLLBACK");
    }

    /// <summary>The same after an error, which an error of this must not hide.</summary>
    /// <returns>False where the transaction is still open.</returns>
    public bool TryRollBack()
    {
        try
        {
            RollBack();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>The rows that it changed.</returns>
    public int Execute([ConstantExpected] string name, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Command(name, parameters).ExecuteNonQuery();

    /// <summary>The first row, as <paramref name="read"/> makes it; the default where there is none.</summary>
    public T? First<T>([ConstantExpected] string name, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Command(name, parameters).ExecuteReader();
        return reader.Read() ? read(RowOf(name, reader)) : default;
    }

    /// <summary>All rows, as <paramref name="read"/> makes them.</summary>
    public List<T> All<T>([ConstantExpected] string name, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Command(name, parameters).ExecuteReader();
        var row = RowOf(name, reader);
        List<T> rows = [];
        while (reader.Read()) rows.Add(read(row));
        return rows;
    }

    /// <summary>Gives each row to <paramref name="load"/>.</summary>
    public void Each([ConstantExpected] string name, Action<Row> load, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Command(name, parameters).ExecuteReader();
        var row = RowOf(name, reader);
        while (reader.Read()) load(row);
    }

    /// <summary>Writes rows of one table.</summary>
    /// <returns>How many were written.</returns>
    public int Write(TableWrite write)
    {
        using var reader = Prepare(write.Statement, (write.Parameter, write.Json)).ExecuteReader();
        reader.Read();
        return RowOf(write.Statement, reader).Int("RowsWritten");
    }

    private SqliteCommand Prepare(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        _executing?.Invoke(name);
        if (!_commands.TryGetValue(name, out var command)) command = Add(name, _texts[name]);
        var held = command.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            // A statement's parameters come in the same order each time: the search is for the others.
            var (parameter, value) = parameters[i];
            var at = i < held.Count && held[i].ParameterName == parameter ? i : held.IndexOf(parameter);
            if (at < 0) held.AddWithValue(parameter, value ?? DBNull.Value);
            else held[at].Value = value ?? DBNull.Value;
        }

        return command;
    }

    private Row RowOf(string name, SqliteDataReader reader)
    {
        if (!_columns.TryGetValue(name, out var columns)) _columns.Add(name, columns = new RowColumns(name, reader));
        return new Row(reader, columns);
    }

    /// <summary>
    /// Prepared as the others are: SqliteTransaction prepares its statements each time, which costs as much as a small write.
    /// </summary>
    private void Control(string sql)
    {
        _executing?.Invoke(sql);
        (_commands.TryGetValue(sql, out var command) ? command : Add(sql, sql)).ExecuteNonQuery();
    }

    private SqliteCommand Add(string name, string text)
    {
        var command = Connection.CreateCommand();
        command.CommandText = text;
        _commands.Add(name, command);
        return command;
    }

    /// <summary>
    /// Precedence itself and the domain's own orders, for the statements of a full sync, which is one read of everything. Sign is the order
    /// of the value that was read to the held one; a register without a version is empty.
    /// </summary>
    private void AddRule()
    {
        Connection.CreateFunction(
            "compare_variants",
            (string? sku, string? barcode, string title, string price, long productId, long itemId,
                string? otherSku, string? otherBarcode, string otherTitle, string otherPrice, long otherProductId, long otherItemId) =>
                Membership.Order.Compare(
                    new(new(sku, barcode, title, SqliteRow.Price(price)), productId, itemId),
                    new(new(otherSku, otherBarcode, otherTitle, SqliteRow.Price(otherPrice)), otherProductId, otherItemId)),
            isDeterministic: true);
        Connection.CreateFunction(
            "compare_products",
            (string title, string status, string? otherTitle, string? otherStatus) => ProductDetails.Order.Compare(
                new(title, status), new(otherTitle!, otherStatus!)),
            isDeterministic: true);
        Connection.CreateFunction(
            "decide_read",
            (long? heldUpdatedAt, long? heldSeenAt, long updatedAt, long seenAt, int sign) => (int)Precedence.Decide(
                heldUpdatedAt is { } held ? new Observation<int>(0, new(held), new(heldSeenAt!.Value), ObservedBy.Webhook) : null,
                new Observation<int>(sign, new(updatedAt), new(seenAt), ObservedBy.Read),
                Comparer<int>.Default),
            isDeterministic: true);
        Connection.CreateFunction(
            "decide_presence",
            (bool heldIsPresent, long? heldSeenAt, bool isPresent, long seenAt) => (int)Precedence.Decide(
                heldSeenAt is { } held ? new Presence(heldIsPresent, new(held)) : null, new Presence(isPresent, new(seenAt))),
            isDeterministic: true);
        Connection.CreateFunction(
            "decide_location",
            (int heldState, long heldSeenAt, int state, long seenAt) => (int)Precedence.Decide(
                ((LocationState)heldState, new UnixTime(heldSeenAt)), ((LocationState)state, new UnixTime(seenAt))),
            isDeterministic: true);
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        Connection.Dispose();
    }
}
