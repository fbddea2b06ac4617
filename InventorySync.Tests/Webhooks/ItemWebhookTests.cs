using System.Net;
using InventorySync.Inventory;
using InventorySync.Tests.Support;
using InventorySync.Webhooks;

namespace InventorySync.Tests.Webhooks;

public sealed class ItemWebhookTests : IDisposable
{
    private const string Create = "inventory_items/create";
    private const string Update = "inventory_items/update";
    private const string Delete = "inventory_items/delete";

    private static readonly string Body = Payload.Read("webhooks/item");

    private readonly Deliveries _deliveries = new();

    public static TheoryData<string, string, string> WholeDelete =>
        new() { { Delete, Body, "a delete carries the fields of an update" } };

    [Theory]
    [InlineData(Create, ItemEvent.Create)]
    [InlineData(Update, ItemEvent.Update)]
    public async Task A_create_and_an_update_say_whether_the_item_is_tracked(string topic, ItemEvent expected)
    {
        Assert.Equal(
            new ItemMessage(271878346596884015, expected, true, new UnixTime(1_640_995_200_000_000_000)), await ReadAsync(topic, Body));
        Assert.False((await ReadAsync(topic, Body.Replace("\"tracked\":true", "\"tracked\":false", StringComparison.Ordinal))).Tracked);
    }

    [Fact]
    public async Task A_delete_carries_the_id_and_nothing_else() =>
        Assert.Equal(new ItemMessage(271878346596884015, ItemEvent.Delete), await ReadAsync(Delete, """{"id":271878346596884015}"""));

    [Theory]
    [InlineData(Update, "stock!", "not JSON")]
    [InlineData(Update, "[]", "not a JSON object")]
    [InlineData(Update, """{"id":1}""", "tracked is missing")]
    [InlineData(Create, """{"id":1,"tracked":true}""", "updated_at is missing")]
    [InlineData(Update, """{"tracked":true,"updated_at":"2021-12-31T19:00:00-05:00"}""", "id is missing")]
    [InlineData(Update, """{"id":0,"tracked":true,"updated_at":"2021-12-31T19:00:00-05:00"}""", "id is not a positive whole number")]
    [InlineData(Update, """{"id":1,"tracked":null,"updated_at":"2021-12-31T19:00:00-05:00"}""", "tracked is neither true nor false")]
    [InlineData(Update, """{"id":1,"tracked":true,"tracked":true,"updated_at":"2021-12-31T19:00:00-05:00"}""", "tracked comes twice")]
    [InlineData(Update, """{"id":1,"tracked":true,"updated_at":"2021-12-31"}""", "updated_at is not a time")]
    [MemberData(nameof(WholeDelete))]
    [InlineData(Delete, """{"id":1,"tracked":true}""", "a delete carries the fields of an update")]
    [InlineData(Delete, """{"id":1,"sku":null}""", "a delete carries the fields of an update")]
    [InlineData(Delete, """{"id":1,"updated_at":"2021-12-31T19:00:00-05:00"}""", "a delete carries the fields of an update")]
    public async Task A_signed_body_without_its_topics_shape_is_answered_2xx_and_recorded_with_its_fault(
        string topic, string body, string fault)
    {
        var answer = await _deliveries.DeliverAsync(topic, body);

        Assert.Equal((WebhookOutcome.Rejected, HttpStatusCode.OK), (answer.Outcome, answer.StatusCode));
        Assert.Contains(fault, ChangeMessage.Parse(answer.Message).Rejected!.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _deliveries.Dispose();

    private async Task<ItemMessage> ReadAsync(string topic, string body)
    {
        var message = ChangeMessage.Parse((await _deliveries.DeliverAsync(topic, body)).Message);
        Assert.Equal(ChangeKinds.Item, message.Kind);
        return message.Item!;
    }
}
