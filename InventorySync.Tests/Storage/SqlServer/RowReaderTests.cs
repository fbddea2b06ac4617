using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;

namespace InventorySync.Tests.Storage.SqlServer;

public sealed class RowReaderTests
{
    [Fact]
    public void Rows_come_one_by_one_with_their_nulls()
    {
        var time = new UnixTime(5);
        using var reader = new RowReader<StagedVariant>(
            [
                new StagedVariant(
                    101, 1001, 11, new VariantDetails(null, "4006381333931", "Small", 19.90m), "Shirt", "ACTIVE", Tracked: true, time, time,
                    time, null),
                new StagedVariant(
                    102, 1001, 12, new VariantDetails("SKU-2", null, "Large", 20m), "Shirt", "ACTIVE", Tracked: false, time, time, time, 2),
            ],
            StagedColumns.OfVariant);

        Assert.True(reader.Read());
        Assert.Equal(
            (101L, true, "4006381333931", 19.90m, true),
            (reader.GetInt64(0), reader.IsDBNull(3), reader.GetString(4), reader.GetDecimal(7), reader.GetBoolean(9)));
        Assert.True(reader.Read());
        Assert.Equal(
            ("SKU-2", true, 2, 5L),
            (reader["Sku"], reader.IsDBNull(reader.GetOrdinal("Barcode")), reader.GetInt32(13), reader.GetValue(
                reader.GetOrdinal("ItemUpdatedAt"))));
        Assert.False(reader.Read());
    }

    /// <summary>They are mapped by name.</summary>
    [Fact]
    public void The_columns_are_those_of_the_staging_tables()
    {
        Assert.Equal(TakenNames.OwnTables["StagedVariant"], StagedColumns.OfVariant.Select(column => column.Name));
        Assert.Equal(TakenNames.OwnTables["StagedInventoryLevel"], StagedColumns.OfLevel.Select(column => column.Name));
        Assert.Equal(TakenNames.OwnTables["StagedLocation"], StagedColumns.OfLocation.Select(column => column.Name));
    }
}
