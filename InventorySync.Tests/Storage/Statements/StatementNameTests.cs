using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.RegularExpressions;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Storage.SqlServer;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>
/// A statement's name is a literal where it is called, so that a search for the name finds its callers. The compiler holds that it is a
/// constant (CA1857); this looks at the texts, and at the names of a batch.
/// </summary>
public sealed partial class StatementNameTests
{
    public static TheoryData<string> Engines => [.. StatementFiles.Engines];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_statement_has_a_caller_and_every_caller_a_statement(string engine) =>
        Assert.Empty(Breaches([.. new SqlText(engine).Names], [.. CallersOf(engine)]));

    [Theory]
    [InlineData(typeof(SqliteSession), BindingFlags.Public, 3)]
    [InlineData(typeof(SqlServerSession), BindingFlags.Public, 3)]
    [InlineData(typeof(SqliteInspection), BindingFlags.NonPublic, 1)] // it has no session, which would change the file
    public void A_session_takes_a_constant_for_a_name(Type session, BindingFlags visibility, int atLeast)
    {
        var names = session.GetMethods(BindingFlags.Instance | BindingFlags.DeclaredOnly | visibility)
            .SelectMany(method => method.GetParameters())
            .Where(parameter => parameter.ParameterType == typeof(string) && parameter.Name is "name" or "statement")
            .ToList();

        Assert.True(names.Count >= atLeast);
        Assert.All(names, name => Assert.NotNull(name.GetCustomAttribute<ConstantExpectedAttribute>()));
    }

    [Theory]
    [InlineData("""session.Execute("ReadLagz", now); session.All("ReadLags", row => row);""", "ReadLagz is no statement")]
    [InlineData("""writer.Execute("ReadLagz"); _ = "ReadLags";""", "ReadLagz is no statement")]
    [InlineData("""session.All("Read" + "Lags", row => row); var name = "ReadLags";""", "\"Read\" + \"Lags\" is no literal")]
    [InlineData("""session.All($"Read{nameof(Lags)}", row => row); _ = "ReadLags";""", "$\"Read{nameof is no literal")]
    [InlineData("""session.QueryAsync(["ReadLags", "ReadLagz"], answer => answer);""", "ReadLagz is no statement")]
    [InlineData("""session.QueryAsync(["ReadLags", name], answer => answer);""", "name is no literal")]
    [InlineData("""other.QueryAsync(names, answer => answer); _ = "ReadLags";""", "names is no literal")]
    [InlineData("// ReadLags", "ReadLags has no caller")]
    public void A_breach_is_found(string source, string breach) => Assert.Equal([breach], Breaches(["ReadLags"], [source]));

    [Theory]
    [InlineData("""session.First<(long A, long B)?>("ReadLags", row => (1, 2));""")]
    [InlineData("""int Execute([ConstantExpected] string statement) => session.Execute(statement, 1); int Run() => Execute("ReadLags");""")]
    [InlineData("""All(connection, "ReadLags"); rows.All(row => row.IsNew); rows.First(row => row.IsNew);""")]
    public void What_is_no_breach_is_let_through(string source) => Assert.Empty(Breaches(["ReadLags"], [source]));

    /// <summary>All of the store's code but its sessions, which take any name, and what both stores share.</summary>
    private static IEnumerable<string> CallersOf(string engine) => StatementFiles.Of(engine, "*.cs")
        .Where(file => !file.Path.Contains("/Connection/", StringComparison.Ordinal))
        .Select(file => file.Text)
        .Concat(StatementFiles.Shared);

    private static List<string> Breaches(HashSet<string> statements, IReadOnlyList<string> sources)
    {
        string[] arguments = [.. sources.SelectMany(source => Call().Matches(source)).SelectMany(ArgumentsOf)];
        var literals = sources.SelectMany(source => Literal().Matches(source)).Select(literal => literal.Value.Trim('"'));
        return
        [
            .. arguments.Where(argument => !IsLiteral(argument)).Select(argument => $"{argument} is no literal"),
            .. arguments.Where(IsLiteral).Select(name => name.Trim('"')).Except(statements).Select(name => $"{name} is no statement"),
            .. statements.Except(literals).Select(name => $"{name} has no caller"),
        ];
    }

    /// <summary>One name, or the names of a batch.</summary>
    private static IEnumerable<string> ArgumentsOf(Match call) => call.Groups["argument"].Value.Trim('[', ']')
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsLiteral(string argument) => Literal().Match(argument) is { Success: true } literal && literal.Value == argument;

    /// <summary>
    /// A session's method, or one of the same name that calls it, with a text; and any call of the method that also takes a batch.
    /// </summary>
    [GeneratedRegex(
        @"\b(Execute|First|All|Command|FirstAsync|ExecuteAsync)(<[^;=]*?>)?\(\s*(connection,\s*)?(?<argument>\$?""[^,()]*)"
            + @"|\bQueryAsync(<[^;=]*?>)?\(\s*(?<argument>\[[^\]]*\]|[^,()]+)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<!\$)""\w+""", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Literal();
}
