using InventorySync.Tests.Storage.SqlServer;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>A statement answers the same columns in both stores, so that its rows are read by one mapping.</summary>
public sealed class StatementColumnTests : IDisposable
{
    /// <summary>Where SQL Server answers in one batch what SQLite has statements for: these, set by set.</summary>
    private static readonly Dictionary<string, string[]> SetsOfOthers = new(StringComparer.Ordinal)
    {
        ["LockKeys"] = ["FindProducts", "FindItems"],
        ["ReadProbedItems"] = ["ReadProbedLevels", "ReadProbedItems"],
        ["ReadSkuFacts"] = ["ReadSkuLevels", "ReadSkuLookUps", "ReadSkuFailedChanges", "ReadSkuFacts"],
    };

    /// <summary>How many rows a statement has changed: SQLite's client tells it without a set of rows.</summary>
    private static readonly string[] Counts = ["IsDropped", "LookUpsAsked", "Removed", "Resumed", "SkusChanged"];

    private readonly SqliteColumns _sqlite = new();

    [Fact]
    public void A_statement_of_both_stores_answers_the_same_columns()
    {
        string[] both = [.. SqlFiles.Statements.Where(name => _sqlite.Names.Contains(name) || SetsOfOthers.ContainsKey(name))];

        Assert.Contains("ReadRuns", both);
        Assert.Empty(
            both.Select(name => Difference(name, Sets(name), SqlServerColumns.Of(SqlFiles.Statement(name).Text))).OfType<string>());
    }

    [Fact]
    public void No_exception_is_kept_that_no_statement_needs()
    {
        Assert.All(
            SetsOfOthers.Keys.Where(_sqlite.Names.Contains),
            name => Assert.NotNull(Difference(name, _sqlite.Of(name), SqlServerColumns.Of(SqlFiles.Statement(name).Text))));
        Assert.Equal(
            Counts,
            SqlFiles.Statements.Where(name => _sqlite.Names.Contains(name) && Sets(name).Count == 0)
                .SelectMany(name => SqlServerColumns.Of(SqlFiles.Statement(name).Text))
                .Select(columns => string.Join(", ", columns))
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_column_has_a_name_of_its_own()
    {
        var sqlite = _sqlite.Names.SelectMany(name => _sqlite.Of(name).Select(columns => (Name: name, Columns: columns)));
        var sqlServer = SqlFiles.Statements.SelectMany(
            name => SqlServerColumns.Of(SqlFiles.Statement(name).Text).Select(columns => (Name: name, Columns: columns)));

        Assert.Empty(
            sqlite.Concat(sqlServer).Where(set => !AreNames(set.Columns)).Select(set => $"{set.Name}: {string.Join(", ", set.Columns)}"));
    }

    [Fact]
    public void A_difference_is_found()
    {
        Assert.Equal("X: A, B in SQLite, but A, C in SQL Server", Difference("X", [["A", "B"]], [["A", "C"]]));
        Assert.Equal("X: A in SQLite, but A | B in SQL Server", Difference("X", [["A"]], [["A"], ["B"]]));
        Assert.Equal("X:  in SQLite, but A in SQL Server", Difference("X", [], [["A"]]));
        Assert.Null(Difference("X", [], [["Removed"]]));
        Assert.Null(Difference("X", [["A"], ["B", "C"]], [["A"], ["B", "C"]]));
    }

    [Fact]
    public void Only_what_goes_to_the_client_is_a_set_of_rows()
    {
        const string text = """
            DECLARE @x int = (SELECT max(A) FROM dbo.T);
            DECLARE @ids TABLE (Id int NOT NULL);
            SELECT @x = B FROM dbo.T WHERE EXISTS (SELECT 1 FROM dbo.U);
            INSERT INTO dbo.T (A) SELECT B FROM dbo.U;
            UPDATE dbo.T SET A = 1 OUTPUT inserted.A INTO @ids (Id);
            IF @x = 1 SELECT t.A, count(*) AS N, @x FROM dbo.T AS t GROUP BY t.A;
            WITH C AS (SELECT A AS Z FROM dbo.T) SELECT Z FROM C UNION ALL SELECT Y FROM dbo.U;
            DELETE FROM dbo.T OUTPUT deleted.A, deleted.B AS Old;
            """;

        Assert.Equal([["A", "N", ""], ["Z"], ["A", "Old"]], SqlServerColumns.Of(text));
    }

    public void Dispose() => _sqlite.Dispose();

    private static bool AreNames(IReadOnlyList<string> columns) =>
        columns.All(column => column.All(letter => char.IsAsciiLetter(letter) || letter == '_') && column.Length > 0)
        && columns.Distinct(StringComparer.Ordinal).Count() == columns.Count;

    private static string? Difference(
        string name, IReadOnlyList<IReadOnlyList<string>> sqlite, IReadOnlyList<IReadOnlyList<string>> sqlServer)
    {
        if (sqlite is [] && sqlServer is [[var only]] && Counts.Contains(only)) return null;
        var (one, other) = (Text(sqlite), Text(sqlServer));
        return one == other ? null : $"{name}: {one} in SQLite, but {other} in SQL Server";
    }

    private static string Text(IEnumerable<IReadOnlyList<string>> sets) =>
        string.Join(" | ", sets.Select(columns => string.Join(", ", columns)));

    private IReadOnlyList<IReadOnlyList<string>> Sets(string name) =>
        [.. SetsOfOthers.TryGetValue(name, out var others) ? others.SelectMany(_sqlite.Of) : _sqlite.Of(name)];
}
