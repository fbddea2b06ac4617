using InventorySync.Storage.SqlServer;

namespace InventorySync.Tests.Storage.SqlServer;

public sealed class SqlBindingTests
{
    [Fact]
    public void Every_name_in_migrations_and_statements_is_there()
    {
        using var model = new SqlModel();
        foreach (var name in SqlFiles.Statements.Where(IsBound)) model.AddStatement(SqlFiles.Statement(name));

        Assert.Empty(model.Errors());
    }

    /// <summary>A check that finds nothing anywhere would hold every statement.</summary>
    [Theory]
    [InlineData("SELECT Availabel FROM [inventory].Sku;")]
    [InlineData("UPDATE [inventory].Skus SET Available = 1;")]
    [InlineData("INSERT INTO [inventory].LastSeen (Name, Val) VALUES (N'a', N'b');")]
    [InlineData("DECLARE @x int = [inventory].DecidePresense(1, 1, 1, 1); SELECT @x;")]
    [InlineData("DECLARE @t TABLE (A int); SELECT s.Sku FROM @t AS t JOIN [inventory].Sku AS s ON s.Variant = t.A;")]
    [InlineData("EXEC [inventory].AskLookUpp 1;")]
    public void A_name_that_is_not_there_is_found(string text)
    {
        using var model = new SqlModel();
        model.AddStatement(SqlServerStatement.Parse("wrong", text, SqlFiles.Schema));

        Assert.NotEmpty(model.Errors());
    }

    /// <summary>ALTER DATABASE may not stand in a procedure.</summary>
    private static bool IsBound(string name) => name is not "EnableRowVersions";
}
