using System.Security.Cryptography;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Webhooks;

/// <summary>Knows what was sent a moment ago: Shopify drops a payload that repeats it.</summary>
/// <remarks>Source: https://shopify.dev/docs/apps/build/webhooks/best-practices#avoid-debounces</remarks>
internal sealed class Debounce
{
    /// <summary>Shopify names none. A payload with updated_at cannot repeat itself in a longer one.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Queue<Sent> _sent = [];
    private readonly Dictionary<Record, List<Sent>> _ofRecord = [];

    /// <summary>
    /// Whether the payload repeats one that was sent to the same subscription within the window; if not, it counts as sent.
    /// </summary>
    /// <param name="losesReturns">
    /// Whether every payload of the window counts. If not, it is only the last one, and that only while no other topic has spoken of the
    /// record since: connect, disconnect, connect arrive as three.
    /// </param>
    public bool Drops(ShopEvent happened, long subscriptionId, ReadOnlySpan<byte> payload, DateTimeOffset now, bool losesReturns)
    {
        ForgetBefore(now - Window);
        var record = new Record(happened.Topic.Split('/')[0], happened.Id, happened.LocationId);
        var sent = new Sent(record, happened.Topic, subscriptionId, Convert.ToHexString(SHA256.HashData(payload)), now);
        if (!_ofRecord.TryGetValue(record, out var recent)) _ofRecord.Add(record, recent = []);
        if (losesReturns ? recent.Any(sent.Repeats) : recent.FindLast(sent.Follows) is { } last && sent.Repeats(last)) return true;

        recent.Add(sent);
        _sent.Enqueue(sent);
        return false;
    }

    private void ForgetBefore(DateTimeOffset horizon)
    {
        while (_sent.TryPeek(out var oldest) && oldest.At <= horizon)
        {
            _sent.Dequeue();
            var recent = _ofRecord[oldest.Record];
            recent.Remove(oldest);
            if (recent.Count == 0) _ofRecord.Remove(oldest.Record);
        }
    }

    /// <param name="Kind">The first part of the topic.</param>
    /// <param name="Id">Of a level its item's.</param>
    private sealed record Record(string Kind, long Id, long? LocationId);

    private sealed record Sent(Record Record, string Topic, long SubscriptionId, string Hash, DateTimeOffset At)
    {
        /// <summary>What another subscription of the same topic was sent is no matter.</summary>
        public bool Follows(Sent earlier) => earlier.SubscriptionId == SubscriptionId || earlier.Topic != Topic;

        public bool Repeats(Sent earlier) => earlier.SubscriptionId == SubscriptionId && earlier.Hash == Hash;
    }
}
