using System.Net;
using System.Security.Cryptography;
using System.Text;
using InventorySync.Inventory;
using InventorySync.Tests.Support;
using InventorySync.Webhooks;

namespace InventorySync.Tests.Webhooks;

public sealed class WebhookReceiverTests : IDisposable
{
    private const string Update = "inventory_levels/update";
    private const string Connect = "inventory_levels/connect";
    private const string Disconnect = "inventory_levels/disconnect";

    private static readonly string UpdateBody = Payload.Read("webhooks/level");

    private static readonly string DisconnectBody = Payload.Read("webhooks/disconnected-level");

    private static readonly UnixTime UpdatedAt = new(1773650106_000000000);

    private readonly Deliveries _deliveries = new();

    [Fact]
    public async Task An_update_becomes_a_message_with_its_ids_number_and_both_times()
    {
        var answer = await _deliveries.DeliverAsync(Update, UpdateBody);

        Assert.Equal((WebhookOutcome.Queued, HttpStatusCode.OK), (answer.Outcome, answer.StatusCode));
        var message = ChangeMessage.Parse(answer.Message);
        Assert.Equal(new LevelMessage(48513488879793, 75596366001, LevelEvent.Update, 0, UpdatedAt), message.Level);
        Assert.Equal(new UnixTime(1773650106_123456789), message.TriggeredAt);
        Assert.Equal(UnixTime.From(_deliveries.Time.GetUtcNow()), message.ReceivedAt);
        Assert.Equal(
            (Update, Deliveries.Shop, "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", "98880550-7158-44d4-b7cd-2c97c8a091b5", "2026-10"),
            (message.Topic, message.Shop, message.WebhookId, message.EventId, message.ApiVersion));
    }

    [Fact]
    public async Task A_connect_carries_the_number_too()
    {
        var answer = await _deliveries.DeliverAsync(Connect, UpdateBody);

        Assert.Equal(
            new LevelMessage(48513488879793, 75596366001, LevelEvent.Connect, 0, UpdatedAt), ChangeMessage.Parse(answer.Message).Level);
    }

    [Fact]
    public async Task A_disconnect_carries_the_two_ids_and_nothing_else()
    {
        var answer = await _deliveries.DeliverAsync(Disconnect, DisconnectBody);

        Assert.Equal(
            new LevelMessage(271878346596884015, 24826418, LevelEvent.Disconnect, null, null), ChangeMessage.Parse(answer.Message).Level);
    }

    [Fact]
    public async Task An_available_of_null_is_a_value()
    {
        var answer = await _deliveries.DeliverAsync(
            Update, UpdateBody.Replace("\"available\":0", "\"available\":null", StringComparison.Ordinal));

        Assert.Equal(
            new LevelMessage(48513488879793, 75596366001, LevelEvent.Update, null, UpdatedAt), ChangeMessage.Parse(answer.Message).Level);
    }

    public static TheoryData<string, string, string> UnreadableBodies => new()
    {
        { Update, "", "not JSON" },
        { Update, "stock!", "not JSON" },
        { Update, "[]", "not a JSON object" },
        { Update, "null", "not a JSON object" },
        { Update, UpdateBody[..^1], "not JSON" },
        { Update, UpdateBody + "}", "not JSON" },
        { Update, """{"location_id":2,"available":1,"updated_at":"2026-03-16T15:35:06Z"}""", "inventory_item_id is missing" },
        { Update, """{"inventory_item_id":1,"available":1,"updated_at":"2026-03-16T15:35:06Z"}""", "location_id is missing" },
        { Update, """{"inventory_item_id":1,"location_id":2,"updated_at":"2026-03-16T15:35:06Z"}""", "available is missing" },
        { Update, """{"inventory_item_id":1,"location_id":2,"available":1}""", "updated_at is missing" },
        {
            Update, """{"inventory_item_id":"1","location_id":2,"available":1,"updated_at":"2026-03-16T15:35:06Z"}""",
            "inventory_item_id is not"
        },
        {
            Update, """{"inventory_item_id":-1,"location_id":2,"available":1,"updated_at":"2026-03-16T15:35:06Z"}""",
            "inventory_item_id is not"
        },
        {
            Update, """{"inventory_item_id":1.5,"location_id":2,"available":1,"updated_at":"2026-03-16T15:35:06Z"}""",
            "inventory_item_id is not"
        },
        {
            Update, """{"inventory_item_id":99999999999999999999,"location_id":2,"available":1,"updated_at":"2026-03-16T15:35:06Z"}""",
            "inventory_item_id is not"
        },
        {
            Update, """{"inventory_item_id":1,"inventory_item_id":3,"location_id":2,"available":1,"updated_at":"2026-03-16T15:35:06Z"}""",
            "comes twice"
        },
        {
            Update, """{"inventory_item_id":1,"location_id":2,"available":"1","updated_at":"2026-03-16T15:35:06Z"}""",
            "available is neither"
        },
        {
            Update, """{"inventory_item_id":1,"location_id":2,"available":3000000000,"updated_at":"2026-03-16T15:35:06Z"}""",
            "available is neither"
        },
        {
            Update, """{"inventory_item_id":1,"location_id":2,"available":1,"available":1,"updated_at":"2026-03-16T15:35:06Z"}""",
            "comes twice"
        },
        { Update, """{"inventory_item_id":1,"location_id":2,"available":1,"updated_at":null}""", "updated_at is not" },
        { Update, """{"inventory_item_id":1,"location_id":2,"available":1,"updated_at":"2026-03-16T15:35:06"}""", "updated_at is not" },
        { Update, """{"inventory_item_id":1,"location_id":2,"available":1,"updated_at":"\ud800"}""", "not JSON" },
        { Update, DisconnectBody, "available is missing" },
        { Connect, DisconnectBody, "available is missing" },
        { Disconnect, UpdateBody, "a disconnect carries the fields of an update" },
    };

    [Theory]
    [MemberData(nameof(UnreadableBodies))]
    public async Task A_signed_body_that_cannot_be_read_is_answered_2xx_and_recorded_with_its_fault(string topic, string body, string fault)
    {
        var answer = await _deliveries.DeliverAsync(topic, body);

        Assert.Equal((WebhookOutcome.Rejected, HttpStatusCode.OK), (answer.Outcome, answer.StatusCode));
        var message = ChangeMessage.Parse(answer.Message);
        Assert.Equal(ChangeKinds.Rejected, message.Kind);
        Assert.Contains(fault, message.Rejected!.Reason, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetBytes(body), message.Rejected.BodyHead);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))), message.Rejected.BodySha256);
    }

    [Fact]
    public async Task What_is_recorded_never_holds_the_signature()
    {
        var answer = await _deliveries.DeliverAsync(Update, "stock!");

        Assert.DoesNotContain(Deliveries.Sign("stock!"u8), Encoding.UTF8.GetString(answer.Message!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_8_MiB_is_verified_as_it_passes_and_recorded_with_its_hash_and_its_start()
    {
        var body = new byte[(8 * 1024 * 1024) + 1];
        new Random(1).NextBytes(body);

        var answer = await _deliveries.DeliverAsync(Update, body);

        Assert.Equal(WebhookOutcome.Rejected, answer.Outcome);
        var rejected = ChangeMessage.Parse(answer.Message).Rejected!;
        Assert.Equal((body.LongLength, Convert.ToHexStringLower(SHA256.HashData(body))), (rejected.BodyLength, rejected.BodySha256));
        Assert.Equal(body[..(16 * 1024)], rejected.BodyHead);
    }

    [Fact]
    public async Task A_body_of_just_8_MiB_is_read_as_any_other()
    {
        var body = Encoding.UTF8.GetBytes(UpdateBody.PadRight(8 * 1024 * 1024));

        Assert.Equal(WebhookOutcome.Queued, (await _deliveries.DeliverAsync(Update, body)).Outcome);
    }

    [Fact]
    public async Task An_unsigned_body_over_8_MiB_is_refused()
    {
        var answer = await _deliveries.DeliverAsync(
            Update, new byte[9 * 1024 * 1024], headers => headers["x-shopify-hmac-sha256"] = Deliveries.Sign("other"u8));

        Assert.Equal((HttpStatusCode.Unauthorized, null), (answer.StatusCode, answer.Message));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_missing_or_wrong_signature_is_answered_401_and_nothing_is_queued(string? signature)
    {
        var answer = await _deliveries.DeliverAsync(Update, UpdateBody, headers => headers["x-shopify-hmac-sha256"] = signature);

        Assert.Equal((HttpStatusCode.Unauthorized, null), (answer.StatusCode, answer.Message));
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_are_good_and_which_one_verified_is_counted()
    {
        using var verified = _deliveries.Collect("inventorysync.webhooks.verified");
        var body = Encoding.UTF8.GetBytes(UpdateBody);

        await _deliveries.DeliverAsync(Update, body);
        await _deliveries.DeliverAsync(
            Update, body, headers => headers["x-shopify-hmac-sha256"] = Deliveries.Sign(body, Deliveries.OldSecret));

        Assert.Equal([0, 1], verified.GetMeasurementSnapshot().Select(measurement => (int)measurement.Tags["secret"]!));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Any_other_method_is_answered_405(string method)
    {
        var answer = await _deliveries.DeliverAsync(Update, Encoding.UTF8.GetBytes(UpdateBody), method: method);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, null), (answer.StatusCode, answer.Message));
    }

    [Theory]
    [InlineData("x-shopify-shop-domain", "other.myshopify.com", WebhookOutcome.OtherShop)]
    [InlineData("x-shopify-shop-domain", null, WebhookOutcome.OtherShop)]
    [InlineData("x-shopify-test", "true", WebhookOutcome.Test)]
    [InlineData("x-shopify-topic", "orders/create", WebhookOutcome.UnknownTopic)]
    [InlineData("x-shopify-topic", null, WebhookOutcome.UnknownTopic)]
    public async Task What_is_signed_but_not_for_this_app_is_answered_2xx_counted_and_dropped(
        string header, string? value, WebhookOutcome expected)
    {
        using var webhooks = _deliveries.Collect("inventorysync.webhooks");

        var answer = await _deliveries.DeliverAsync(Update, UpdateBody, headers => headers[header] = value);

        Assert.Equal((expected, HttpStatusCode.OK, null), (answer.Outcome, answer.StatusCode, answer.Message));
        Assert.Equal(expected.ToString(), Assert.Single(webhooks.GetMeasurementSnapshot()).Tags["outcome"]);
    }

    [Theory]
    [InlineData(WebhookOutcome.Queued, "")]
    [InlineData(WebhookOutcome.Rejected, "}")]
    public async Task What_is_to_be_queued_is_not_counted_before_the_queue_has_it(WebhookOutcome expected, string rest)
    {
        using var webhooks = _deliveries.Collect("inventorysync.webhooks");

        Assert.Equal(expected, (await _deliveries.DeliverAsync(Update, UpdateBody + rest)).Outcome);

        Assert.Empty(webhooks.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task The_shop_is_compared_without_regard_to_case() => Assert.Equal(
        WebhookOutcome.Queued,
        (await _deliveries.DeliverAsync(Update, UpdateBody, headers => headers["x-shopify-shop-domain"] = "SHOP.myshopify.com")).Outcome);

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("soon", "unreadable")]
    [InlineData("2026-03-16T08:45:07.000000001Z", "ahead")]
    public async Task A_trigger_that_cannot_be_believed_is_replaced_by_the_receipt_and_counted(string? triggeredAt, string reason)
    {
        using var replaced = _deliveries.Collect("inventorysync.webhooks.triggered_at_replaced");

        var answer = await _deliveries.DeliverAsync(Update, UpdateBody, headers => headers["x-shopify-triggered-at"] = triggeredAt);

        Assert.Equal(UnixTime.From(_deliveries.Time.GetUtcNow()), ChangeMessage.Parse(answer.Message).SeenAt);
        Assert.Equal(reason, Assert.Single(replaced.GetMeasurementSnapshot()).Tags["reason"]);
    }

    [Fact]
    public async Task A_trigger_ten_minutes_ahead_is_still_believed()
    {
        var answer = await _deliveries.DeliverAsync(
            Update, UpdateBody, headers => headers["x-shopify-triggered-at"] = "2026-03-16T08:45:07Z");

        Assert.Equal("2026-03-16T08:45:07.000000000Z", ChangeMessage.Parse(answer.Message).TriggeredAt.ToString());
    }

    [Fact]
    public async Task The_names_of_the_newer_events_are_read_too()
    {
        var answer = await _deliveries.DeliverAsync(Update, UpdateBody, headers =>
        {
            foreach (var (name, value) in headers.ToArray())
            {
                headers.Remove(name);
                headers[name["x-".Length..]] = value;
            }
        });

        Assert.Equal(WebhookOutcome.Queued, answer.Outcome);
    }

    [Fact]
    public async Task The_largest_message_fits_the_queue()
    {
        var hostile = new string('\u0001', 10_000);

        var answer = await _deliveries.DeliverAsync(Update, new byte[100_000], headers =>
        {
            foreach (var name in (string[])["webhook-id", "event-id", "api-version", "triggered-at"])
                headers["x-shopify-" + name] = hostile;
        });

        Assert.InRange(answer.Message!.Length, 16 * 1024, ChangeMessage.MaxBytes);
    }

    public void Dispose() => _deliveries.Dispose();
}
