using System.Data.Common;
using System.Globalization;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>
/// The row that a reader stands at: columns by their names, as the domain's types. A number may come as any of an engine's integer types,
/// since an expression's is not its column's.
/// </summary>
internal sealed class Row(DbDataReader reader, RowColumns columns)
{
    public bool IsNull(string column) => reader.IsDBNull(columns[column]);

    public long Long(string column) => Convert.ToInt64(reader.GetValue(columns[column]), CultureInfo.InvariantCulture);

    public long? LongOrNull(string column) => IsNull(column) ? null : Long(column);

    public int Int(string column) => Convert.ToInt32(reader.GetValue(columns[column]), CultureInfo.InvariantCulture);

    public int? IntOrNull(string column) => IsNull(column) ? null : Int(column);

    public bool Flag(string column) => Convert.ToBoolean(reader.GetValue(columns[column]), CultureInfo.InvariantCulture);

    public bool? FlagOrNull(string column) => IsNull(column) ? null : Flag(column);

    public string Text(string column) => reader.GetString(columns[column]);

    public string? TextOrNull(string column) => IsNull(column) ? null : Text(column);

    public UnixTime Time(string column) => new(Long(column));

    public UnixTime? TimeOrNull(string column) => IsNull(column) ? null : Time(column);

    /// <summary>SQLite keeps prices as texts, with the digits that Shopify sent.</summary>
    public decimal Price(string column) => reader.GetValue(columns[column]) is string text
        ? decimal.Parse(text, CultureInfo.InvariantCulture)
        : reader.GetDecimal(columns[column]);

    /// <summary>A value of an enum that is kept by its number.</summary>
    public T Numbered<T>(string column)
        where T : struct, Enum => (T)Enum.ToObject(typeof(T), Int(column));

    /// <summary>The same; null for a null.</summary>
    public T? NumberedOrNull<T>(string column)
        where T : struct, Enum => IsNull(column) ? null : Numbered<T>(column);

    /// <summary>A value of an enum that is kept by its name.</summary>
    public T Named<T>(string column)
        where T : struct, Enum => Enum.Parse<T>(Text(column));

    /// <summary>The same; null for a null.</summary>
    public T? NamedOrNull<T>(string column)
        where T : struct, Enum => IsNull(column) ? null : Named<T>(column);

    /// <param name="prefix">What the columns' names begin with, where a row has several of their kind.</param>
    public VariantDetails VariantDetails(string prefix = "") =>
        new(TextOrNull(prefix + "Sku"), TextOrNull(prefix + "Barcode"), Text(prefix + "Title"), Price(prefix + "Price"));

    /// <summary>A deletion or its opposite, with its version.</summary>
    /// <param name="prefix">What the columns' names begin with, where a row has several of their kind.</param>
    public Presence Presence(string prefix = "") => new(!Flag(prefix + "IsDeleted"), Time(prefix + "PresenceSeenAt"));

    /// <summary>A level's connection or its opposite, with its version.</summary>
    public Presence Connection() => new(Flag("IsConnected"), Time("PresenceSeenAt"));

    /// <summary>The version of <paramref name="value"/>: the columns UpdatedAt, SeenAt and ObservedBy.</summary>
    /// <param name="prefix">What the columns' names begin with.</param>
    public Observation<T> Observed<T>(T value, string prefix = "") =>
        new(value, Time(prefix + "UpdatedAt"), Time(prefix + "SeenAt"), Numbered<ObservedBy>(prefix + "ObservedBy"));

    /// <summary>The same; null where no value has been observed yet.</summary>
    public Observation<T>? ObservedOrNull<T>(Func<T> value, string prefix = "") =>
        IsNull(prefix + "UpdatedAt") ? null : Observed(value(), prefix);
}
