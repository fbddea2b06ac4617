using InventorySync.Cli.Databases;
using InventorySync.Storage;

namespace Tools.Tests.Cli;

public sealed class RowComparerTests
{
    private static readonly TableRows Now = new(
        ["VariantId", "Sku", "Available", "Price"], [[101L, "A", 5, 19.9000m], [102L, null, null, 20m], [104L, "D", 1, 1m]]);

    [Fact]
    public void Missing_extra_and_different_rows_are_told_by_key_and_column()
    {
        var old = new TableRows(["variantid", "SKU", "Available"], [[101, "a", 5], [102, null, 0], [103, "C", 1]]);

        var result = RowComparer.Compare(old, Now, Pairs("VariantId"), []);

        Assert.Equal(["SKU", "Available"], result.Columns);
        Assert.Equal(["103"], result.Missing);
        Assert.Equal(["104"], result.Extra);
        Assert.Equal(["101: a -> A"], result.Different["SKU"]);
        Assert.Equal(["102: 0 -> null"], result.Different["Available"]);
        Assert.False(result.IsEqual);
    }

    [Fact]
    public void Values_are_compared_by_what_they_mean()
    {
        var old = new TableRows(
            ["Id", "Code", "Cost", "Stock"], [[101m, "A     ", 19.9d, (short)5], [102m, DBNull.Value, 20.00m, null], [104m, "D", "1", 1L]]);

        Assert.True(RowComparer.Compare(old, Now, Pairs("Id=VariantId"), Pairs("Code=Sku,Cost=Price,Stock=Available")).IsEqual);
    }

    [Fact]
    public void A_key_that_two_rows_have_is_left_out_and_told()
    {
        var old = new TableRows(["Sku", "Available"], [["A", 5], ["A", 6], ["D", 1]]);

        var result = RowComparer.Compare(old, new TableRows(["Sku", "Available"], [["A", 5], ["D", 1]]), Pairs("Sku"), []);

        Assert.Equal(["A"], result.Ambiguous);
        Assert.Empty(result.Different);
        Assert.False(result.IsEqual);
    }

    [Theory]
    [InlineData("Id", "")]
    [InlineData("VariantId", "Name=Title")]
    public void A_column_that_is_not_there_is_named_with_those_that_are(string key, string columns)
    {
        var refused = Assert.Throws<StoreRefusedException>(
            () => RowComparer.Compare(new TableRows(["VariantId", "Sku"], []), Now, Pairs(key), Pairs(columns)));

        Assert.Contains("VariantId", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dbo.Sku", true)]
    [InlineData("[dbo].[Sku]", true)]
    [InlineData("Sku", false)]
    [InlineData("dbo.Sku]; DROP TABLE Sku", false)]
    [InlineData("a.b.c", false)]
    public void A_table_of_before_is_a_schema_and_a_name(string text, bool expected) =>
        Assert.Equal(expected, OldTable.Parse(text) is not null);

    private static IReadOnlyList<ColumnPair> Pairs(string text) => ColumnPair.Parse(text)!;
}
