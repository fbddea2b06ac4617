using System.Text.RegularExpressions;
using InventorySync.Tests.Architecture;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>Rows are read by column name: a column that moves would be read as its neighbour.</summary>
public sealed partial class RowReadingTests
{
    [Fact]
    public void No_column_is_read_by_its_place() => Assert.Empty(
        SourceFiles.All
            .Where(file => file.StartsWith("InventorySync.Functions/Storage/", StringComparison.Ordinal))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => ReadsByPlace(SourceFiles.Read(file)).Select(read => $"{file}: {read}")));

    [Theory]
    [InlineData("rows.Add(reader.GetString(0));", "GetString(0")]
    [InlineData("var id = row.GetInt64( 12 );", "GetInt64( 12")]
    [InlineData("reader.GetFieldValue<long>(1)", "GetFieldValue<long>(1")]
    [InlineData("await reader.GetFieldValueAsync<Dictionary<string, int>>(1, token)", "GetFieldValueAsync<Dictionary<string, int>>(1")]
    [InlineData("if (!await reader.IsDBNullAsync(2))", "IsDBNullAsync(2")]
    [InlineData("var name = (string)reader[0];", "reader[0")]
    [InlineData("return (long)command.ExecuteScalar()!;", "ExecuteScalar")]
    [InlineData("await command.ExecuteScalarAsync(token)", "ExecuteScalar")]
    public void A_read_by_place_is_found(string text, string read) => Assert.Equal([read], ReadsByPlace(text));

    [Theory]
    [InlineData("row.Long(\"Id\")")]
    [InlineData("reader.GetString(columns[column])")]
    [InlineData("var first = found[0];")]
    public void What_is_read_by_name_is_let_through(string text) => Assert.Empty(ReadsByPlace(text));

    private static IEnumerable<string> ReadsByPlace(string text) => Read().Matches(text).Select(match => match.Value);

    [GeneratedRegex(
        @"\b(Get\w+|IsDBNull(Async)?)(<[^()]*>)?\(\s*\d+|\b(reader|record|rows?)\[\s*\d+|\bExecuteScalar",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Read();
}
