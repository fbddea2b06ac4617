using System.Globalization;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Webhooks;

/// <summary>
/// Draws what is left to chance: ids, the form of a time, and what the faults do. One at a time: its randomness has one order.
/// </summary>
internal sealed class WebhookChance(Random random, Faults faults)
{
    /// <summary>Fraction digits with which Triggered-At has been seen.</summary>
    private static readonly (string Format, long TicksOfLastDigit)[] Forms =
    [
        ("yyyy-MM-dd'T'HH:mm:ss'Z'", TimeSpan.TicksPerSecond),
        ("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", TimeSpan.TicksPerMicrosecond),
        ("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", 1),
    ];

    private readonly Lock _lock = new();

    public Trigger Draw(ShopEvent shopEvent, Subscription subscription)
    {
        lock (_lock)
        {
            return new Trigger(
                shopEvent,
                subscription,
                NewId(),
                TextOf(shopEvent.TriggeredAt),
                shopEvent.TriggeredAt + faults.LatePayload,
                Happens(faults.WebhookLossRate),
                Happens(faults.WebhookDuplicationRate) ? [Wait(), Wait()] : [Wait()]);
        }
    }

    public (string WebhookId, string EventId, string TriggeredAt) DrawTest(DateTimeOffset now)
    {
        lock (_lock) return (NewId(), NewId(), TextOf(now));
    }

    private string NewId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>
    /// Any of the forms that say all of the time: cut by one delivery and not by the next, times would put two changes in the wrong order.
    /// </summary>
    private string TextOf(DateTimeOffset triggeredAt)
    {
        if (faults.TriggersInWholeSeconds) return triggeredAt.UtcDateTime.ToString(Forms[0].Format, CultureInfo.InvariantCulture);
        var exact = Forms.Where(form => triggeredAt.UtcTicks % form.TicksOfLastDigit == 0).ToArray();
        return triggeredAt.UtcDateTime.ToString(exact[random.Next(exact.Length)].Format, CultureInfo.InvariantCulture);
    }

    private bool Happens(double rate) => rate > 0 && random.NextDouble() < rate;

    private TimeSpan Wait() => faults.WebhookDelay + (faults.WebhookReordering * random.NextDouble());
}
