using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// One statement of the .sql files, or the batch that must be one round trip, with the schema put in, and the parameters that its head
/// declares.
/// </summary>
internal sealed partial class SqlServerStatement(string name, string text, IReadOnlyList<SqlServerParameter> parameters)
{
    /// <summary>What stands for the schema in the files.</summary>
    private const string SchemaPlaceholder = "$schema$";

    private readonly ConcurrentDictionary<int, RowColumns> _columns = new();

    public string Name => name;

    public string Text => text;

    public IReadOnlyList<SqlServerParameter> Parameters => parameters;

    /// <summary>The columns of one of the sets of rows that it answers, counted from 0.</summary>
    /// <remarks>A statement that answered none this time, because a table is missing, may answer one the next time.</remarks>
    public RowColumns Columns(int set, DbDataReader reader) => reader.FieldCount == 0
        ? new RowColumns(name, reader)
        : _columns.GetOrAdd(set, (_, rows) => new RowColumns(name, rows), reader);

    /// <param name="text">As the file has it.</param>
    /// <param name="schema">A validated identifier (<see cref="SqlServerOptions.Schema"/>), and the only thing that is ever put into a
    /// statement's text.</param>
    public static SqlServerStatement Parse(string name, string text, string schema) => new(
        name,
        PutIn(schema, text),
        [.. text.Split('\n')
            .TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal))
            .SelectMany(line => Declarations(line.TrimEnd()))]);

    public static SqlServerStatement Join(string name, IReadOnlyList<SqlServerStatement> statements) => new(
        name,
        string.Concat(statements.Select(statement => statement.Text)),
        [.. statements.SelectMany(statement => statement.Parameters).DistinctBy(parameter => parameter.Name)]);

    public static string PutIn(string schema, string text) => text.Replace(SchemaPlaceholder, schema, StringComparison.Ordinal);

    private static IEnumerable<SqlServerParameter> Declarations(string line) => Head().IsMatch(line)
        ? Declaration().Matches(line).Select(match => SqlServerParameter.Parse(match.Groups["name"].Value, match.Groups["type"].Value))
        : [];

    /// <summary>A line of the head that declares parameters, and says nothing else.</summary>
    [GeneratedRegex(
        @"^-- @\w+ (" + SqlServerParameter.TypePattern + @")(, @\w+ (" + SqlServerParameter.TypePattern + @"))*,?$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();

    [GeneratedRegex(
        @"(?<name>@\w+) (?<type>" + SqlServerParameter.TypePattern + ")", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
