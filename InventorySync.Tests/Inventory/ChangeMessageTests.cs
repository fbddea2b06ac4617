using System.Text;
using InventorySync.Inventory;

namespace InventorySync.Tests.Inventory;

public sealed class ChangeMessageTests
{
    private const string Envelope = """
        "topic":"t","shop":"s","webhookId":null,"eventId":null,"triggeredAt":null,"receivedAt":3,"apiVersion":null,
        "traceparent":null
        """;

    private const string Level = """{"inventoryItemId":1,"locationId":2,"event":"update","available":0,"updatedAt":1}""";

    private static readonly ChangeMessage Message = new(
        ChangeMessage.CurrentVersion, ChangeKinds.Level, "inventory_levels/update", "shop.myshopify.com", "w-1", "e-1", new UnixTime(2),
        new UnixTime(3), "2026-10", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        new LevelMessage(11, 22, LevelEvent.Update, -4, new UnixTime(1)));

    /// <summary>Shopify assembles a payload at or after what triggered it: what it shows was so when its stamp was made.</summary>
    [Fact]
    public void A_payload_that_was_assembled_late_was_seen_at_its_own_stamp()
    {
        var level = new LevelMessage(1, 2, LevelEvent.Connect, 3, new UnixTime(9)).ToObservation(new UnixTime(7));
        var item = new ItemMessage(1, ItemEvent.Update, true, new UnixTime(9)).ToObservation(new UnixTime(7));
        var product = new ProductMessage(
            1, ProductEvent.Update, Title: "Shirt", Status: "ACTIVE", UpdatedAt: new UnixTime(9), Variants: [], Others: [])
            .ToObservation(new UnixTime(7));

        Assert.Equal(new UnixTime(9), Assert.Single((UnixTime[])[.. new[]
        {
            level.Available!.Value.SeenAt, level.Presence!.Value.SeenAt, item.Tracked!.Value.SeenAt, item.Presence.SeenAt,
            product.Details!.Value.SeenAt, product.SeenAt,
        }.Distinct()]));
    }

    [Fact]
    public void A_message_reads_back_as_it_was_written() => Assert.Equal(Message, ChangeMessage.Parse(Message.ToBytes()));

    [Fact]
    public void The_shape_on_the_queue_is_a_contract_between_versions_of_this_app() => Assert.Equal(
        """
        {"v":1,"kind":"level","topic":"inventory_levels/update","shop":"shop.myshopify.com","webhookId":"w-1","eventId":"e-1",
        "triggeredAt":2,"receivedAt":3,"apiVersion":"2026-10","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "level":{"inventoryItemId":11,"locationId":22,"event":"update","available":-4,"updatedAt":1}}
        """.ReplaceLineEndings(""),
        Encoding.UTF8.GetString(Message.ToBytes()));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"v":1}""")]
    [InlineData($$"""{"v":2,"kind":"level",{{Envelope}},"level":{{Level}}}""")]
    [InlineData($$"""{"v":1,"kind":"wishes",{{Envelope}}}""")]
    [InlineData($$"""{"v":1,"kind":"level",{{Envelope}}}""")]
    [InlineData($$"""
        {
          "v":1,"kind":"level",{{Envelope}},
          "level":{"inventoryItemId":1,"locationId":2,"event":"explode","available":0,"updatedAt":1}
        }
        """)]
    public void A_message_that_this_version_does_not_know_is_thrown_back_to_the_queue(string message) =>
        Assert.Throws<UnknownMessageException>(() => ChangeMessage.Parse(Encoding.UTF8.GetBytes(message)));

    [Fact]
    public void Where_the_trigger_cannot_be_used_the_receipt_is_the_place_in_time()
    {
        Assert.Equal(new UnixTime(2), Message.SeenAt);
        Assert.Equal(new UnixTime(3), (Message with { TriggeredAt = null }).SeenAt);
    }

    [Fact]
    public void Those_messages_fail_for_the_one_thing_that_is_wrong_with_them() => Assert.NotNull(
        ChangeMessage.Parse(Encoding.UTF8.GetBytes($$"""{"v":1,"kind":"level",{{Envelope}},"level":{{Level}}}""")));

    [Theory]
    [InlineData(LevelEvent.Update, null)]
    [InlineData(LevelEvent.Connect, true)]
    [InlineData(LevelEvent.Disconnect, false)]
    public void An_event_says_of_presence_what_its_topic_says(LevelEvent levelEvent, bool? isPresent) => Assert.Equal(
        isPresent is { } present ? new Presence(present, new UnixTime(7)) : null,
        new LevelMessage(1, 2, levelEvent, 3, new UnixTime(5)).ToObservation(new UnixTime(7)).Presence);
}
