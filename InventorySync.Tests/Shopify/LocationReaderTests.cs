using InventorySync.Shopify;

namespace InventorySync.Tests.Shopify;

public sealed class LocationReaderTests
{
    private readonly ShopifyUnderTest _shopify = new();

    [Fact]
    public async Task All_pages_are_read_inactive_locations_included()
    {
        _shopify.Http.OnData("ReadLocations", """
            {"locations":{
              "nodes":[{"id":"gid://shopify/Location/7","name":"Shop","isActive":true}],
              "pageInfo":{"hasNextPage":true,"endCursor":"c1"}
            }}
            """);
        _shopify.Http.OnData("ReadLocations", """
            {"locations":{
              "nodes":[{"id":"gid://shopify/Location/8","name":"Attic","isActive":false}],
              "pageInfo":{"hasNextPage":false,"endCursor":"c2"}
            }}
            """);

        var locations = await _shopify.Locations.ReadAllAsync(CancellationToken.None);

        Assert.Equal([new ShopLocation(7, "Shop", IsActive: true), new ShopLocation(8, "Attic", IsActive: false)], locations);
        Assert.False(_shopify.Http.Sent[0].Variables.TryGetProperty("after", out _));
        Assert.Equal("c1", _shopify.Http.Sent[1].Variables.GetProperty("after").GetString());
        Assert.Equal(2, _shopify.Http.Sent.Count);
    }

    [Fact]
    public async Task A_location_without_an_id_is_Shopifys_fault()
    {
        _shopify.Http.OnData(
            "ReadLocations",
            """{"locations":{"nodes":[{"id":"7","name":"Shop","isActive":true}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}""");

        await Assert.ThrowsAsync<ShopifyCallException>(() => _shopify.Locations.ReadAllAsync(CancellationToken.None));
    }
}
