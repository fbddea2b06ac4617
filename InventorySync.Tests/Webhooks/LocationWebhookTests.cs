using InventorySync.Inventory;
using InventorySync.Tests.Support;
using InventorySync.Webhooks;

namespace InventorySync.Tests.Webhooks;

public sealed class LocationWebhookTests : IDisposable
{
    private static readonly string Body = Payload.Read("webhooks/location");

    private readonly Deliveries _deliveries = new();

    public static TheoryData<string, string, string> WholeDelete =>
        new() { { "locations/delete", Body, "a delete carries the fields of an update" } };

    public void Dispose() => _deliveries.Dispose();

    /// <summary>The body is put together after the event, and it is what is signed.</summary>
    [Theory]
    [InlineData("locations/activate")]
    [InlineData("locations/deactivate")]
    public async Task What_the_body_says_counts_whichever_of_the_two_topics_it_comes_with(string topic)
    {
        var answer = await _deliveries.DeliverAsync(topic, Body);

        Assert.Equal(WebhookOutcome.Queued, answer.Outcome);
        var message = ChangeMessage.Parse(answer.Message);
        Assert.Equal((ChangeKinds.Location, new LocationMessage(7, IsActive: false, "Shop")), (message.Kind, message.Location));
        Assert.Equal(
            new LocationObservation(7, LocationState.Inactive, "Shop", message.SeenAt), message.Location!.ToObservation(message.SeenAt));
    }

    [Fact]
    public async Task A_delete_is_its_id()
    {
        var message = ChangeMessage.Parse((await _deliveries.DeliverAsync("locations/delete", """{"id":7}""")).Message);

        Assert.Equal(
            new LocationObservation(7, LocationState.Deleted, null, message.SeenAt), message.Location!.ToObservation(message.SeenAt));
    }

    [Theory]
    [MemberData(nameof(WholeDelete))]
    [InlineData("locations/deactivate", """{"id":7}""", "name is missing")]
    [InlineData("locations/deactivate", """{"name":"Shop","active":false,"updated_at":"2026-03-16T15:35:06+07:00"}""", "id is missing")]
    [InlineData("locations/deactivate", """{"id":7,"name":"Shop","updated_at":"2026-03-16T15:35:06+07:00"}""", "active is missing")]
    [InlineData("locations/deactivate", """{"id":7,"name":"Shop","active":false}""", "updated_at is missing")]
    [InlineData(
        "locations/deactivate", """{"id":7,"name":"Shop","active":"no","updated_at":"2026-03-16T15:35:06+07:00"}""",
        "active is neither true nor false")]
    [InlineData(
        "locations/activate", """{"id":7,"name":"Shop","active":true,"active":false,"updated_at":"2026-03-16T15:35:06+07:00"}""",
        "active comes twice")]
    public async Task A_body_that_has_not_the_shape_of_its_topic_is_rejected_and_left_to_a_full_sync(
        string topic, string body, string fault)
    {
        var answer = await _deliveries.DeliverAsync(topic, body);

        Assert.Equal(WebhookOutcome.Rejected, answer.Outcome);
        var rejected = ChangeMessage.Parse(answer.Message).Rejected!;
        Assert.Contains(fault, rejected.Reason, StringComparison.Ordinal);
        Assert.Null(rejected.InventoryItemId ?? rejected.ProductId);
    }

    /// <summary>Topics are not signed: whoever has caught this body must not be able to make another thing of it.</summary>
    [Theory]
    [InlineData("products/delete")]
    [InlineData("inventory_items/delete")]
    [InlineData("inventory_items/update")]
    [InlineData("inventory_levels/disconnect")]
    [InlineData("app/uninstalled")]
    public async Task Its_body_is_none_of_another_topics(string topic) =>
        Assert.Equal(WebhookOutcome.Rejected, (await _deliveries.DeliverAsync(topic, Body)).Outcome);
}
