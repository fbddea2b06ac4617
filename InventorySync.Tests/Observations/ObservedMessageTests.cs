using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Tests.Observations;

/// <summary>What each kind of message leaves in the log of observations, what had no effect included.</summary>
public sealed class ObservedMessageTests : IAsyncLifetime
{
    private const string Level = "inventory_levels/update";
    private AppUnderTest _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AppUnderTest.StartAsync();
        _app.Shopify.Answer("ReadInventoryItems", _ => """{"nodes":[null]}""");
        _app.Shopify.Answer("ReadProducts", _ => """{"nodes":[null]}""");
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_level_that_was_applied_says_its_number_and_one_that_lost_says_why()
    {
        await DeliverAsync("inventory_items/update", """{"id":11,"tracked":true,"updated_at":"2026-03-16T08:30:00Z"}""");
        await DeliverAsync(Level, LevelOf(4, "2026-03-16T08:34:00Z"));
        await DeliverAsync(Level, LevelOf(9, "2026-03-16T08:33:00Z"));

        var rows = (await ReadAsync(11)).Where(row => row is { Topic: Level, Source: ObservationSource.Webhook }).ToList();

        Assert.Equal(
            [("9", "Superseded", "a newer one was held"), ("4", "Applied", "availability null -> 4")],
            rows.Select(row => (row.Value, row.Outcome, row.Reason!.Split(", ")[0])));
        Assert.All(rows, row => Assert.Equal((11, 7), (row.InventoryItemId, row.LocationId)));
        Assert.All(rows, row => Assert.True(row is { ReceivedAt: not null, TriggeredAt: not null, UpdatedAt: not null }));
    }

    [Fact]
    public async Task A_repeat_is_in_the_log_too()
    {
        var body = LevelOf(4, "2026-03-16T08:34:00Z");
        await _app.DeliverAsync(Level, body);
        await _app.DeliverAsync(Level, body);

        Assert.Contains(
            await ReadAsync(11),
            row => row is { Outcome: "Repeat", Value: "4" } && row.Reason!.StartsWith("it was held already", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_look_up_says_what_it_was_for_and_what_it_found()
    {
        _app.Shopify.Answer("ReadInventoryItems", _ => Payload.Read("answers/tracked-item"));

        await DeliverAsync(Level, LevelOf(4, "2026-03-16T08:34:00Z"));

        var row = Assert.Single(await ReadAsync(11), row => row.Source is ObservationSource.LookUp);
        Assert.Equal("tracked, 6 at 7", row.Value);
        Assert.StartsWith("UnknownItem, ", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_a_location_and_what_could_not_be_read_are_in_the_log()
    {
        await DeliverAsync("inventory_items/update", """{"id":11,"tracked":false,"updated_at":"2026-03-16T08:30:00Z"}""");
        await DeliverAsync("inventory_items/delete", """{"id":11}""");
        await DeliverAsync("locations/deactivate", """{"id":7,"name":"Shop","active":false,"updated_at":"2026-03-16T08:30:00Z"}""");
        await DeliverAsync(Level, """{"inventory_item_id":11,"location_id":7}""");

        await _app.Services.GetRequiredService<ObservationLog>().FlushAsync(CancellationToken.None);

        Assert.Equal(
            [
                "item|11|null|not tracked|Applied", "item|11|null|absent|Applied", "location|null|7|Inactive|Applied",
                "rejected|11|null|null|Recorded",
            ],
            await _app.QueryAsync(
                "SELECT Kind, InventoryItemId, LocationId, Value, Outcome FROM ObservationLog WHERE Source = 'Webhook' ORDER BY Id"));
        Assert.Equal(["1"], await _app.QueryAsync("SELECT count(*) FROM ObservationLog WHERE Kind = 'rejected' AND length(Reason) > 5"));
    }

    [Fact]
    public async Task A_product_has_a_row_of_its_own_and_one_of_each_variant_that_changed()
    {
        await DeliverAsync("products/create", Product("S-1"));
        await DeliverAsync("products/update", Product("S-2", "2026-03-16T08:35:09Z"));
        await DeliverAsync("products/delete", """{"id":1001}""");

        var rows = (await ReadAsync(item: null)).Where(row => row.Source is ObservationSource.Webhook).Reverse();

        Assert.Equal(
            [
                ("product", null, "present, ACTIVE, 1 variant", "Applied"), ("variant", 101, "S-1", "Applied"),
                ("product", null, "present, ACTIVE, 1 variant", "Applied"), ("variant", 101, "S-2", "Applied"),
                ("product", null, "absent, 0 variants", "Applied"), ("variant", 101L, "S-2, without its details", "Applied"),
            ],
            rows.Select(row => (row.Kind, row.VariantId, row.Value, row.Outcome)));
    }

    private async Task DeliverAsync(string topic, string body)
    {
        await _app.DeliverAsync(topic, body);
        _app.Clock.Advance(TimeSpan.FromSeconds(2));
    }

    private async Task<IReadOnlyList<LoggedObservation>> ReadAsync(long? item)
    {
        await _app.Services.GetRequiredService<ObservationLog>().FlushAsync(CancellationToken.None);
        return await _app.Services.GetRequiredService<IInventoryStore>().GetObservationsAsync(item, 101, 1001, 100, CancellationToken.None);
    }

    private static string LevelOf(int available, string updatedAt) =>
        $$"""{"inventory_item_id":11,"location_id":7,"available":{{available}},"updated_at":"{{updatedAt}}"}""";

    private static string Product(string sku, string updatedAt = "2026-03-16T08:35:07Z") => $$"""
        {
          "id":1001,"title":"Shirt","status":"active","updated_at":"{{updatedAt}}",
          "variant_gids":[{"admin_graphql_api_id":"gid://shopify/ProductVariant/101","updated_at":"{{updatedAt}}"}],
          "variants":[{
            "id":101,"product_id":1001,"inventory_item_id":11,"sku":"{{sku}}","barcode":null,"title":"Small","price":"1.00",
            "updated_at":"{{updatedAt}}"
          }]
        }
        """;
}
