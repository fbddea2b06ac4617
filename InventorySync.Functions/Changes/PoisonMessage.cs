using System.Security.Cryptography;
using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Changes;

/// <summary>
/// A message that was given up, as its row in FailedChange. It may be anything: of a newer version, cut off, no JSON at all; what can be
/// made out of it is used.
/// </summary>
internal static class PoisonMessage
{
    /// <summary>What it was, where that cannot be made out.</summary>
    public const string UnknownKind = "unknown";

    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    /// <param name="now">Our clock: a message that does not say when it was seen was seen before.</param>
    public static FailedChange Read(ReadOnlySpan<byte> message, UnixTime now)
    {
        var reason = "It could not be applied in any of the queue's tries: the log lines of InventoryChangeFunction say why.";
        try
        {
            var change = ChangeMessage.Parse(message);
            if (change.Rejected is { } rejected) return rejected.ToFailedChange(change);
        }
        catch (UnknownMessageException e)
        {
            reason = e.Message;
        }

        var found = Salvage(message);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(message));
        var receivedAt = Past(found.ReceivedAt, now);
        return new FailedChange(
            found.WebhookId ?? sha256, found.Kind, found.Topic, reason, "{}", message.Length, sha256,
            message[..Math.Min(message.Length, RejectedMessage.MaxBodyHeadBytes)].ToArray(), receivedAt,
            Past(found.TriggeredAt ?? found.ReceivedAt, now), found.LookUpKind, found.LookUpId);
    }

    private static Salvaged Salvage(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement.ValueKind is JsonValueKind.Object ? Salvage(json.RootElement) : new Salvaged();
        }
        catch (JsonException)
        {
            return new Salvaged();
        }
    }

    private static Salvaged Salvage(JsonElement root)
    {
        var product = Id(root, "product", "productId") ?? Id(root, "rejected", "productId");
        var item = Id(root, "level", "inventoryItemId") ?? Id(root, "item", "inventoryItemId") ?? Id(root, "rejected", "inventoryItemId");
        return new Salvaged(
            Text(root, "kind") is ChangeKinds.Level or ChangeKinds.Product or ChangeKinds.Item or ChangeKinds.Location
                or ChangeKinds.Rejected ? Text(root, "kind")! : UnknownKind, Text(root, "topic"),
            Text(root, "webhookId") is { Length: > 0 } webhookId ? webhookId : null,
            Time(root, "triggeredAt"),
            Time(root, "receivedAt"),
            product is not null ? LookUpKind.Product : item is not null ? LookUpKind.InventoryItem : null,
            product ?? item);
    }

    /// <summary>A time that cannot be right, which a look-up would wait for in vain, is now.</summary>
    private static UnixTime Past(UnixTime? time, UnixTime now) => time is { } said && said <= now.Add(ClockDifference) ? said : now;

    private static long? Id(JsonElement root, string part, string name) =>
        Property(root, part) is { ValueKind: JsonValueKind.Object } of && Property(of, name) is { ValueKind: JsonValueKind.Number } number
            && number.TryGetInt64(out var id) && id > 0
            ? id
            : null;

    private static UnixTime? Time(JsonElement root, string name) =>
        Property(root, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var nanoseconds) && nanoseconds > 0
            ? new UnixTime(nanoseconds)
            : null;

    private static string? Text(JsonElement root, string name) =>
        Property(root, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Property(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value : null;

    private sealed record Salvaged(
        string Kind = UnknownKind, string? Topic = null, string? WebhookId = null, UnixTime? TriggeredAt = null,
        UnixTime? ReceivedAt = null, LookUpKind? LookUpKind = null, long? LookUpId = null);
}
