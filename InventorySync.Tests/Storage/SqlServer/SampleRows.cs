using System.Collections;
using System.Data.Common;
using InventorySync.Storage.SqlServer;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>Sets of rows that have the given columns, with one row each: 1 in every column, as a number or as a text.</summary>
internal sealed class SampleRows(IReadOnlyList<IReadOnlyList<string>> sets) : DbDataReader
{
    /// <summary>Columns of JSON: 1 would be wrong there.</summary>
    private static readonly string[] Json = ["Deliveries", "DriftCauses"];

    private int _set;
    private int _row = -1;

    public override int FieldCount => sets.Count == 0 ? 0 : Columns.Count;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    private IReadOnlyList<string> Columns => sets[_set];

    /// <summary>Of the journal as many rows as there are migrations: with fewer the store would refuse the database.</summary>
    private int Rows => sets.Count == 0 ? 0 : Columns is ["ScriptName"] ? SqlServerMigrations.Scripts.All.Count : 1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++_row < Rows;

    public override bool NextResult()
    {
        _row = -1;
        if (_set + 1 >= sets.Count) return false;
        _set++;
        return true;
    }

    public override bool IsDBNull(int ordinal) => Json.Contains(GetName(ordinal));

    public override object GetValue(int ordinal) => 1;

    public override string GetString(int ordinal) => GetName(ordinal) switch
    {
        "ScriptName" => SqlServerMigrations.Scripts.All[_row],
        "ShopDomain" => "shop.myshopify.com",
        "Causes" or "Topics" => "[]", // lists that only C# reads
        _ => "1",
    };

    public override decimal GetDecimal(int ordinal) => 1m;

    public override string GetName(int ordinal) => Columns[ordinal];

    public override int GetOrdinal(string name) => throw new NotSupportedException();

    public override Type GetFieldType(int ordinal) => throw new NotSupportedException();

    public override string GetDataTypeName(int ordinal) => throw new NotSupportedException();

    public override int GetValues(object[] values) => throw new NotSupportedException();

    public override bool GetBoolean(int ordinal) => throw new NotSupportedException();

    public override byte GetByte(int ordinal) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

    public override double GetDouble(int ordinal) => throw new NotSupportedException();

    public override float GetFloat(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override short GetInt16(int ordinal) => throw new NotSupportedException();

    public override int GetInt32(int ordinal) => throw new NotSupportedException();

    public override long GetInt64(int ordinal) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();
}
