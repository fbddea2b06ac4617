using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// A parameter as the head of its statement declares it, so that the type that is sent is the type that the statement was written and
/// checked for.
/// </summary>
/// <param name="Name">With its @.</param>
/// <param name="Size">Characters or bytes; -1 for max, 0 where the type has no size.</param>
/// <param name="Declaration">The type as T-SQL has it.</param>
internal sealed partial record SqlServerParameter(string Name, SqlDbType Type, int Size, string Declaration)
{
    /// <summary>What a parameter may be in these statements.</summary>
    internal const string TypePattern = @"bigint|int|tinyint|bit|nvarchar\((?:\d+|max)\)|varbinary\(max\)";

    public static SqlServerParameter Parse(string name, string declaration)
    {
        var match = Sized().Match(declaration);
        var size = match.Groups["size"].Value switch
        {
            "" => 0,
            "max" => -1,
            var digits => int.Parse(digits, CultureInfo.InvariantCulture),
        };
        return new SqlServerParameter(name, Enum.Parse<SqlDbType>(match.Groups["type"].Value, ignoreCase: true), size, declaration);
    }

    /// <exception cref="ArgumentException">The text is longer than the column: the client would cut it off without a word.</exception>
    public SqlParameter With(object? value)
    {
        if (value is string text && Size > 0 && text.Length > Size)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{Name} has {text.Length} characters; the database takes {Size}."),
                nameof(value));
        return new SqlParameter(Name, Type, Size) { Value = value ?? DBNull.Value };
    }

    [GeneratedRegex(@"^(?<type>\w+)(?:\((?<size>\w+)\))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sized();
}
