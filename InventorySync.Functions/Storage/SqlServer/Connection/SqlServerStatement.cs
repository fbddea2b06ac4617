using System.Text.RegularExpressions;

namespace InventorySync.Storage.SqlServer;

/// <summary>One statement of the .sql files, or the batch that must be one round trip, with the schema put in, and the parameters that its head declares.</summary>
internal sealed partial record SqlServerStatement(string Name, string Text, IReadOnlyList<SqlServerParameter> Parameters)
{
    /// <summary>What stands for the schema in the files.</summary>
    private const string SchemaPlaceholder = "$schema$";

    /// <param name="text">As the file has it.</param>
    /// <param name="schema">A validated identifier (<see cref="SqlServerOptions.Schema"/>), and the only thing that is ever put into a statement's text.</param>
    public static SqlServerStatement Parse(string name, string text, string schema) => new(
        name,
        PutIn(schema, text),
        [.. text.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).SelectMany(line => Declarations(line.TrimEnd()))]);

    public static string PutIn(string schema, string text) => text.Replace(SchemaPlaceholder, schema, StringComparison.Ordinal);

    private static IEnumerable<SqlServerParameter> Declarations(string line) => Head().IsMatch(line)
        ? Declaration().Matches(line).Select(match => SqlServerParameter.Parse(match.Groups["name"].Value, match.Groups["type"].Value))
        : [];

    /// <summary>A line of the head that declares parameters, and says nothing else.</summary>
    [GeneratedRegex(@"^-- @\w+ (" + SqlServerParameter.TypePattern + @")(, @\w+ (" + SqlServerParameter.TypePattern + @"))*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();

    [GeneratedRegex(@"(?<name>@\w+) (?<type>" + SqlServerParameter.TypePattern + ")", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
