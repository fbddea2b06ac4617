using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;

namespace InventorySync.Explain;

/// <summary>Whether the tables say what Shopify says, in one line, and what will happen where they do not.</summary>
internal static class SkuVerdicts
{
    /// <summary>A delivery that Shopify has sent is here within seconds.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(1);

    public static SkuVerdict Of(SkuFacts facts, SkuContext context, AskedShopify? asked)
    {
        if (asked is null) return Unknown(facts, "Shopify was not asked.");
        if (asked.Read is not { } read) return Unknown(facts, "Shopify does not answer.");

        var comparison = SkuComparison.Of(facts, read);
        if (comparison.Differences.Count == 0)
            return new SkuVerdict(
                SkuAgreement.Equal,
                facts.Presence.IsPresent ? $"{Says(facts)}, and so does Shopify." : "It is deleted here, and Shopify has it no more.", [],
                null, null);
        var text = comparison.IsHeldNewer
            ? $"{Says(facts)}; Shopify's answer has older stamps than what is held, and may lag behind it."
            : $"{Says(facts)}; Shopify says "
                + $"otherwise{(comparison.Since is { } since ? $" since {Clock(since)} ({Age(context.Now - since)} ago)" : "")}.";
        return new SkuVerdict(
            SkuAgreement.Differs, text, comparison.Differences, comparison.Since?.ToDateTimeOffset(), RepairOf(facts, context, comparison));
    }

    private static SkuVerdict Unknown(SkuFacts facts, string why) => new(SkuAgreement.Unknown, $"{Says(facts)}. {why}", [], null, null);

    private static string Says(SkuFacts facts) =>
        facts.Presence.IsPresent ? $"The tables say {ObservationText.Number(facts.Available)}" : "The tables say that it is deleted";

    private static string RepairOf(SkuFacts facts, SkuContext context, SkuComparison comparison)
    {
        if (context.Status.Pause is { } pause) return $"Nothing, while the app is paused (since {Clock(pause.Since)}): `resume`.";
        if (comparison.IsHeldNewer) return "Nothing has to: ask again in a minute or two.";
        if (facts.LookUps is [var lookUp, ..])
            return $"The look-up that waits ({lookUp.Reason}, tried {lookUp.Tries.ToString(CultureInfo.InvariantCulture)} times): "
                + $"due {When(lookUp.NotBefore, context.Now)}, and then within five minutes.";
        if (comparison.Since is { } since && context.Now - since < OnItsWay) return "Its webhook may be on its way: ask again in a minute.";
        if (context.Status.History.IsRunning) return "The full sync that is running; a probe may find it before.";
        if (context.Status.History.EarlySync is { } early)
            return $"The full sync that is asked for ({early.Reason}): due {When(early.NotBefore, context.Now)}.";
        return context.NextFullSync is { } next
            ? $"The next full sync, at {Clock(next)}, unless a probe finds it before; `full-sync` runs one now."
            : "The next full sync; `full-sync` runs one now.";
    }

    private static string When(UnixTime at, UnixTime now) => at <= now ? "now" : $"at {Clock(at)}";

    private static string Clock(UnixTime at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 0 } => "0 s",
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days"),
    };
}
