using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace InventorySync.Storage.SqlServer;

/// <summary>Rows in memory as a bulk copy wants them: forward only, a column at a time, without a copy of them all.</summary>
internal sealed class RowReader<T>(IReadOnlyList<T> rows, IReadOnlyList<StagedColumn<T>> columns) : DbDataReader
{
    private int _at = -1;

    public override int FieldCount => columns.Count;

    public override bool HasRows => rows.Count > 0;

    public override bool IsClosed => false;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++_at < rows.Count;

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => columns[ordinal].Value(rows[_at]) ?? DBNull.Value;

    public override bool IsDBNull(int ordinal) => columns[ordinal].Value(rows[_at]) is null;

    public override string GetName(int ordinal) => columns[ordinal].Name;

    public override Type GetFieldType(int ordinal) => columns[ordinal].Type;

    public override string GetDataTypeName(int ordinal) => columns[ordinal].Type.Name;

    public override int GetOrdinal(string name)
    {
        for (var ordinal = 0; ordinal < columns.Count; ordinal++)
        {
            if (string.Equals(columns[ordinal].Name, name, StringComparison.Ordinal)) return ordinal;
        }

        throw new ArgumentException($"There is no column {name}.", nameof(name));
    }

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, columns.Count);
        for (var ordinal = 0; ordinal < count; ordinal++) values[ordinal] = GetValue(ordinal);
        return count;
    }

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => Convert.ToByte(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override short GetInt16(int ordinal) => Convert.ToInt16(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw NoSuchColumn(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw NoSuchColumn(ordinal);

    public override char GetChar(int ordinal) => throw NoSuchColumn(ordinal);

    public override DateTime GetDateTime(int ordinal) => throw NoSuchColumn(ordinal);

    public override double GetDouble(int ordinal) => throw NoSuchColumn(ordinal);

    public override float GetFloat(int ordinal) => throw NoSuchColumn(ordinal);

    public override Guid GetGuid(int ordinal) => throw NoSuchColumn(ordinal);

    private InvalidCastException NoSuchColumn(int ordinal) => new($"{columns[ordinal].Name} is a {columns[ordinal].Type.Name}.");
}
