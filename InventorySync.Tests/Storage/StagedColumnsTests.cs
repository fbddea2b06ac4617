using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage;

public sealed class StagedColumnsTests
{
    /// <summary>
    /// Otherwise a full sync and a webhook would hold two values of one version, and each would be a conflict for the other.
    /// </summary>
    [Fact]
    public void A_full_sync_stages_texts_and_prices_in_the_form_that_a_webhook_leaves_them()
    {
        var text = new string('x', 2_000);
        var row = new StagedVariant(
            1, 2, 3, new VariantDetails(text, text, text, 9.99996m), text, text, Tracked: true, new UnixTime(1), new UnixTime(1),
            new UnixTime(1), LocationsCount: null);

        var staged = StagedColumns.OfVariant.ToDictionary(column => column.Name, column => column.Value(row));

        Assert.Equal(
            [500, 500, 1_000, 1_000, 50],
            ((string[])["Sku", "Barcode", "ProductTitle", "VariantTitle", "ProductStatus"]).Select(name => ((string)staged[name]!).Length));
        Assert.Equal(10.0000m, staged["Price"]);
        Assert.Equal(500, ((string)StagedColumns.OfLocation.Single(column => column.Name == "Name")
            .Value(new StagedLocation(1, text, IsActive: true))!).Length);
    }
}
