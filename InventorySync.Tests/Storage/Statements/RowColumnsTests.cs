using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Storage.SqlServer;

namespace InventorySync.Tests.Storage.Statements;

public sealed class RowColumnsTests
{
    [Fact]
    public void A_column_is_where_its_name_says()
    {
        using var rows = new SampleRows([["Id", "Name"]]);

        Assert.Equal(1, new RowColumns("ReadSomething", rows)["Name"]);
    }

    [Theory]
    [InlineData("Id", "Id", "ReadSomething has two columns of the name Id.")]
    [InlineData("Id", "", "ReadSomething has a column without a name.")]
    public void Two_columns_of_one_name_or_one_without_a_name_are_refused(string first, string second, string message)
    {
        using var rows = new SampleRows([[first, second]]);

        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => new RowColumns("ReadSomething", rows)).Message);
    }

    /// <summary>As the journal's, where there is none yet.</summary>
    [Fact]
    public void A_statement_that_answered_no_rows_may_answer_some_the_next_time()
    {
        var statement = new SqlServerStatement("ReadSomething", "", []);
        using var nothing = new SampleRows([]);
        using var rows = new SampleRows([["Id", "Name"]]);

        Assert.Throws<InvalidOperationException>(() => statement.Columns(0, nothing)["Name"]);
        Assert.Equal(1, statement.Columns(0, rows)["Name"]);
    }
}
