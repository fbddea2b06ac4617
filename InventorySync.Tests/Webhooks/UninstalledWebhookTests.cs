using InventorySync.Inventory;
using InventorySync.Tests.Support;
using InventorySync.Webhooks;

namespace InventorySync.Tests.Webhooks;

public sealed class UninstalledWebhookTests : IDisposable
{
    private const string Topic = "app/uninstalled";

    /// <summary>As Shopify documents it, shortened, with the shop's permanent domain.</summary>
    private static readonly string Body = Payload.Read("webhooks/uninstalled");

    private readonly Deliveries _deliveries = new();

    public void Dispose() => _deliveries.Dispose();

    [Fact]
    public async Task An_uninstallation_becomes_a_message_with_its_time()
    {
        var answer = await _deliveries.DeliverAsync(Topic, Body);

        Assert.Equal(WebhookOutcome.Queued, answer.Outcome);
        var message = ChangeMessage.Parse(answer.Message);
        Assert.Equal((ChangeKinds.Uninstalled, new UninstalledMessage(548380009)), (message.Kind, message.Uninstalled));
        Assert.Equal(new UnixTime(1773650106_123456789), message.SeenAt);
    }

    [Theory]
    [InlineData("""{"id":1}""", "myshopify_domain is missing")]
    [InlineData("""{"myshopify_domain":"shop.myshopify.com"}""", "id is missing")]
    [InlineData("""{"id":1,"myshopify_domain":"other.myshopify.com"}""", "another shop's")]
    [InlineData("""{"id":1,"myshopify_domain":null}""", "not a text")]
    [InlineData("""{"id":11,"sku":"a","tracked":true,"updated_at":"2026-03-16T15:35:06+07:00"}""", "myshopify_domain is missing")]
    public async Task A_body_of_another_topic_or_shop_is_none(string body, string fault)
    {
        var answer = await _deliveries.DeliverAsync(Topic, body);

        Assert.Equal(WebhookOutcome.Rejected, answer.Outcome);
        Assert.Contains(fault, ChangeMessage.Parse(answer.Message).Rejected!.Reason, StringComparison.Ordinal);
    }

    /// <summary>Topics are not signed: whoever has caught this body must not be able to make another thing of it.</summary>
    [Theory]
    [InlineData("products/delete")]
    [InlineData("inventory_items/delete")]
    [InlineData("inventory_levels/disconnect")]
    [InlineData("products/update")]
    public async Task Its_body_is_none_of_another_topics(string topic) =>
        Assert.Equal(WebhookOutcome.Rejected, (await _deliveries.DeliverAsync(topic, Body)).Outcome);
}
