namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>Only T-SQL that Azure SQL, SQL Server 2022 and Babelfish 4 all accept, and that means the same to all three.</summary>
public sealed class SqlPortabilityTests
{
    public static TheoryData<string> Files => [.. SqlFiles.All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What must be refused, and by which word.</summary>
    public static TheoryData<string, string> NotPortable => new()
    {
        { "MERGE dbo.Sku AS s USING dbo.Product AS p ON p.ProductId = s.ProductId WHEN MATCHED THEN UPDATE SET Title = p.Title;", "MERGE" },
        { "WAITFOR DELAY '00:00:01';", "WAITFOR" },
        { "CREATE TABLE dbo.T (A int NOT NULL, INDEX IX_T (A));", "inline INDEX" },
        { "DECLARE @t TABLE (A int NOT NULL, INDEX IX_T (A));", "inline INDEX" },
        { "CREATE TABLE dbo.T (A int NOT NULL INDEX IX_T);", "inline INDEX" },
        { "CREATE TABLE ##T (A int NOT NULL);", "##temp" },
        { "SELECT A FROM ##T;", "##temp" },
        { "CREATE TABLE dbo.T (A int NOT NULL CONSTRAINT PK_T PRIMARY KEY WITH (IGNORE_DUP_KEY = ON));", "IGNORE_DUP_KEY" },
        { "CREATE UNIQUE INDEX IX_T ON dbo.T (A) WITH (IGNORE_DUP_KEY = ON);", "IGNORE_DUP_KEY" },
        { "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;", "isolation level" },
        { "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;", "isolation level" },
        { "SELECT A FROM dbo.T WITH (UPDLOCK, HOLDLOCK);", "table hint" },
        { "UPDATE dbo.T WITH (ROWLOCK) SET A = 1;", "table hint" },
        { "SELECT A FROM dbo.T OPTION (MAXDOP 1, RECOMPILE);", "query hint" },
        { "SELECT A FROM dbo.T OPTION (FAST 1);", "query hint" },
        { "CREATE TABLE dbo.T (A int NOT NULL, V rowversion NOT NULL);", "rowversion" },
        { "CREATE TABLE dbo.T (A int NOT NULL, V timestamp NOT NULL);", "rowversion" },
        { "CREATE PROCEDURE dbo.P WITH EXECUTE AS OWNER AS SELECT 1;", "EXECUTE AS" },
        { "SET DEADLOCK_PRIORITY LOW;", "DEADLOCK_PRIORITY" },
        { "SELECT CASE WHEN A IS DISTINCT FROM 1 THEN 1 END FROM dbo.T;", "IS DISTINCT FROM" },
        { "SELECT GREATEST(1, 2);", "GREATEST" },
        { "CREATE INDEX IX_T ON dbo.T (A) WHERE B = 0;", "filtered index" },
        { "CREATE TABLE dbo.T (A int NOT NULL REFERENCES dbo.U (A));", "FOREIGN KEY" },
        { "DECLARE @s nvarchar(100) = N'SELECT 1'; EXEC (@s);", "dynamic SQL" },
        { "EXEC sp_executesql N'SELECT 1';", "dynamic SQL" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_is_T_SQL_that_all_three_accept(string file) => Assert.Empty(Portability.Refuse(SqlFiles.All[file]));

    [Theory]
    [MemberData(nameof(NotPortable))]
    public void What_one_of_them_refuses_or_ignores_is_refused(string text, string what) => Assert.Contains(what, Portability.Refuse(text));
}
