namespace ShopifySimulator.Webhooks;

/// <summary>When Shopify tries a failed delivery again: 8 times over 4 hours, in growing gaps.</summary>
/// <remarks>Source: https://shopify.dev/changelog/updates-to-webhook-retry-mechanism</remarks>
internal static class Retries
{
    /// <summary>Attempts after the first one.</summary>
    public const int Max = 8;

    /// <summary>
    /// Each gap is twice the one before, so that eight are 1 + 2 + 4 + ... + 128 = 255 of this one: 3 hours and 58 minutes.
    /// </summary>
    private static readonly TimeSpan FirstGap = TimeSpan.FromSeconds(56);

    /// <param name="failures">Attempts that failed, from 1 to <see cref="Max"/>.</param>
    public static TimeSpan GapAfter(int failures) => FirstGap * (1 << (failures - 1));
}
