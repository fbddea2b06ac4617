using System.Security.Cryptography;
using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Webhooks;

/// <summary>
/// From a delivery's raw bytes to a verified, typed, small message. Nothing unauthenticated is looked at beyond its signature, and whatever
/// is validly signed is answered 2xx: eight failures in a row would cost the subscription.
/// </summary>
public sealed class WebhookReceiver(
    WebhookSignature signature, IOptions<ShopifyOptions> shopify, TimeProvider timeProvider, SyncMetrics metrics, SyncTracing tracing,
    ILogger<WebhookReceiver> logger)
{
    /// <summary>
    /// How far Triggered-At may be ahead of our clock before it is not believed: twice the clock difference that is to be borne.
    /// </summary>
    internal static readonly TimeSpan MaxTriggerLead = TimeSpan.FromMinutes(10);

    private const int ChunkBytes = 64 * 1024;

    /// <summary>The one shop whose deliveries are taken.</summary>
    private readonly string _shopDomain = shopify.Value.NormalShopDomain;

    /// <param name="method">The HTTP method.</param>
    /// <param name="header">Gives a header's value by its name; null where there is none.</param>
    /// <param name="body">The raw body; read once, to its end.</param>
    public async Task<WebhookAnswer> ReceiveAsync(
        string method, Func<string, string?> header, Stream body, CancellationToken cancellationToken)
    {
        using var activity = tracing.StartWebhook();
        var headers = WebhookHeaders.From(header);
        var answer = string.Equals(method, "POST", StringComparison.OrdinalIgnoreCase)
            ? await ReceivePostAsync(headers, body, activity?.Id, cancellationToken)
            : new WebhookAnswer(WebhookOutcome.MethodNotAllowed, "Webhooks are delivered by POST.");

        // What goes into the queue is counted where it comes out: whether the queue takes it is not known here.
        if (answer.Message is null) metrics.CountWebhook(headers.TopicTag, answer.Outcome.ToString());
        activity?.SetTag("outcome", answer.Outcome);
        return answer with { Topic = headers.TopicTag };
    }

    private async Task<WebhookAnswer> ReceivePostAsync(
        WebhookHeaders headers, Stream stream, string? traceparent, CancellationToken cancellationToken)
    {
        using var body = new WebhookBody();
        var isWhole = await body.TryReadAsync(stream, cancellationToken);
        return isWhole
            ? Answer(headers, body.Bytes.Span, traceparent)
            : await AnswerTooLargeAsync(headers, body.Bytes, stream, traceparent, cancellationToken);
    }

    internal WebhookAnswer Answer(WebhookHeaders headers, ReadOnlySpan<byte> body, string? traceparent)
    {
        if (signature.Verify(headers.Hmac, body) is not { } secret) return Unauthorized(headers);
        metrics.CountSecret(secret);
        if (FindReasonToDrop(headers) is { } dropped) return dropped;

        // The topic is known here: what is not known has been dropped.
        var message = WebhookPayload.Read(Envelope(headers, secret, traceparent), headers.KnownTopic!, body, out var fault);
        return message is null
            ? Reject(headers, fault!, body.Length, Convert.ToHexStringLower(SHA256.HashData(body)), body, secret, traceparent)
            : new WebhookAnswer(WebhookOutcome.Queued, "Queued.", message.ToBytes());
    }

    private async Task<WebhookAnswer> AnswerTooLargeAsync(
        WebhookHeaders headers, ReadOnlyMemory<byte> start, Stream rest, string? traceparent, CancellationToken cancellationToken)
    {
        using var hashes = signature.BeginStream();
        hashes.Append(start.Span);
        long length = start.Length;
        var chunk = new byte[ChunkBytes];
        while (await rest.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            hashes.Append(chunk.AsSpan(0, read));
            length += read;
        }

        if (hashes.Verify(headers.Hmac) is not { } secret) return Unauthorized(headers);
        metrics.CountSecret(secret);
        return FindReasonToDrop(headers)
            ?? Reject(
                headers, $"the body is larger than {WebhookBody.MaxBytes} bytes", length, hashes.Sha256(), start.Span, secret, traceparent);
    }

    private WebhookAnswer Unauthorized(WebhookHeaders headers)
    {
        Log.WebhookUnauthorized(logger, headers.TopicTag, headers.Hmac is null);
        return new WebhookAnswer(
            WebhookOutcome.Unauthorized, "The header X-Shopify-Hmac-Sha256 is missing or is not this body's signature.");
    }

    private WebhookAnswer? FindReasonToDrop(WebhookHeaders headers)
    {
        if (!string.Equals(headers.ShopDomain, _shopDomain, StringComparison.OrdinalIgnoreCase))
        {
            Log.WebhookOfOtherShop(logger, headers.ShopDomain, _shopDomain);
            return new WebhookAnswer(WebhookOutcome.OtherShop, "Dropped: this app keeps another shop's stock.");
        }

        if (string.Equals(headers.Test, "true", StringComparison.OrdinalIgnoreCase))
            return new WebhookAnswer(WebhookOutcome.Test, "Dropped: a test delivery, whose ids are samples.");

        return headers.KnownTopic is null
            ? new WebhookAnswer(WebhookOutcome.UnknownTopic, "Dropped: a topic that this app does not use.")
            : null;
    }

    private WebhookAnswer Reject(
        WebhookHeaders headers, string reason, long length, string sha256, ReadOnlySpan<byte> body, int secret, string? traceparent)
    {
        Log.WebhookRejected(logger, headers.Topic!, headers.WebhookId, reason);
        var head = body[..Math.Min(body.Length, RejectedMessage.MaxBodyHeadBytes)];
        var rejected = SalvagedId.Salvage(
            new RejectedMessage(reason, headers.WithoutSignature(), length, sha256, head.ToArray()), headers.KnownTopic!, head);
        return new WebhookAnswer(
            WebhookOutcome.Rejected,
            $"Recorded, but not applied: {reason}.",
            (Envelope(headers, secret, traceparent) with { Kind = ChangeKinds.Rejected, Rejected = rejected }).ToBytes());
    }

    /// <summary>All but what the body says, and of what kind that is.</summary>
    private ChangeMessage Envelope(WebhookHeaders headers, int secret, string? traceparent)
    {
        var receivedAt = timeProvider.Now();
        return new ChangeMessage(
            ChangeMessage.CurrentVersion,
            Kind: "",
            headers.Topic!,
            _shopDomain,
            headers.WebhookId,
            headers.EventId,
            ReadTriggeredAt(headers.TriggeredAt, receivedAt),
            receivedAt,
            headers.ApiVersion,
            traceparent,
            SecretPlace: secret);
    }

    /// <summary>Headers are not signed: a time far ahead would win against everything that is to come.</summary>
    private UnixTime? ReadTriggeredAt(string? text, UnixTime receivedAt)
    {
        if (!UnixTime.TryParse(text, out var time)) metrics.CountReplacedTrigger(text is null ? "missing" : "unreadable");
        else if (time > receivedAt.Add(MaxTriggerLead)) metrics.CountReplacedTrigger("ahead");
        else return time;

        return null;
    }
}
