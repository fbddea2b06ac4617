using System.Text.RegularExpressions;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>A statement's name is a literal where it is called, so that a search for the name finds its callers.</summary>
public sealed partial class StatementNameTests
{
    public static TheoryData<string> Engines => [.. StatementFiles.Engines];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_statement_has_a_caller_and_every_caller_a_statement(string engine) =>
        Assert.Empty(Breaches([.. new SqlText(engine).Names], [.. CallersOf(engine)]));

    [Theory]
    [InlineData("""session.Execute("ReadLagz", now); session.All("ReadLags", row => row);""", "ReadLagz is no statement")]
    [InlineData("""session.All("Read" + "Lags", row => row); var name = "ReadLags";""", "\"Read\" + \"Lags\" is no literal")]
    [InlineData("""await session.QueryAsync($"Read{what}", answer => answer); _ = "ReadLags";""", "$\"Read{what}\" is no literal")]
    [InlineData(
        """session.First<long?>(isNew ? "ReadLags" : "ReadNew", row => row);""", "isNew ? \"ReadLags\" : \"ReadNew\" is no literal")]
    [InlineData("""private int Run(string what) => Execute(what, 1); _ = "ReadLags";""", "what is no literal")]
    [InlineData("""session.QueryAsync(["ReadLags", "ReadLagz"], answer => answer);""", "ReadLagz is no statement")]
    [InlineData("""session.QueryAsync(["ReadLags", name], answer => answer);""", "name is no literal")]
    [InlineData("// ReadLags", "ReadLags has no caller")]
    public void A_breach_is_found(string source, string breach) => Assert.Equal([breach], Breaches(["ReadLags"], [source]));

    [Theory]
    [InlineData("""session.First<(long A, long B)?>("ReadLags", row => (1, 2));""")]
    [InlineData("""private int Execute(string statement) => session.Execute(statement, now); int Run() => Execute("ReadLags");""")]
    [InlineData("""All(connection, "ReadLags"); rows.All(row => row.IsNew); rows.First(row => row.IsNew);""")]
    public void What_is_no_breach_is_let_through(string source) => Assert.Empty(Breaches(["ReadLags"], [source]));

    /// <summary>All of the store's code but its sessions, which take any name.</summary>
    private static IEnumerable<string> CallersOf(string engine) => StatementFiles.Of(engine, "*.cs")
        .Where(file => !file.Path.Contains("/Connection/", StringComparison.Ordinal))
        .Select(file => file.Text);

    private static List<string> Breaches(HashSet<string> statements, IReadOnlyList<string> sources)
    {
        List<string> breaches = [];
        foreach (var source in sources)
        {
            foreach (var argument in Call().Matches(source).SelectMany(call => ArgumentsOf(call.Groups["argument"].Value)))
            {
                var literal = Literal().Match(argument);
                if (literal.Success && literal.Length == argument.Length)
                {
                    if (!statements.Contains(literal.Groups["name"].Value)) breaches.Add($"{literal.Groups["name"].Value} is no statement");
                }
                else if (!Parameter().IsMatch(argument) && !IsHandedOn(argument, source))
                {
                    breaches.Add($"{argument} is no literal");
                }
            }
        }

        var literals = sources.SelectMany(source => Literal().Matches(source)).Select(literal => literal.Groups["name"].Value);
        return [.. breaches, .. statements.Except(literals).Select(name => $"{name} has no caller")];
    }

    /// <summary>One name, or the names of a batch.</summary>
    private static string[] ArgumentsOf(string text) =>
        text.Trim().TrimStart('[').TrimEnd(']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A method that takes a statement's name by that very word may hand it on: its callers are looked at as well.</summary>
    private static bool IsHandedOn(string argument, string source) =>
        argument == "statement" && source.Contains("string statement", StringComparison.Ordinal);

    /// <summary>A session's method, or one of the same name that calls it.</summary>
    [GeneratedRegex(
        @"(\bsession\.|(?<![\w.]))(Execute|First|All|Command|QueryAsync|FirstAsync|ExecuteAsync)(<[^;=]*?>)?"
            + @"\(\s*(connection,\s*)?(?<argument>\[[^\]]*\]|[^,()]+)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<!\$)""(?<name>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Literal();

    /// <summary>A type and a name: the method's declaration, not a call.</summary>
    [GeneratedRegex(@"^[\w.<>?]+\s+\w+$", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Parameter();
}
