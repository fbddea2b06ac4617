using LocalRun.Run;
using ShopifySimulator;

namespace LocalRun.Rehearse;

/// <summary>What goes wrong in production. Each begins half an hour into a quiet night, so that no full sync by schedule is near.</summary>
internal static class Scenarios
{
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(30);

    /// <summary>What the probe tells: one SKU or many.</summary>
    private static readonly IReadOnlySet<string> OfProbe = Codes("probeMismatch", "probeAlarm");

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new(
            "no-webhooks", "A day without webhooks: the store sells every ten minutes, and no delivery comes for 24 hours",
            NoticeWithin: TimeSpan.FromHours(1), OfProbe, RightWithin: TimeSpan.FromHours(4.25), NoWebhooksAsync),
        new(
            "surge",
            "A surge after an outage: the app's address leads nowhere for an hour while the store sells every 20 seconds, "
            + "and then all retries come",
            NoticeWithin: TimeSpan.FromMinutes(10), OfProbe, RightWithin: TimeSpan.FromHours(1.5), SurgeAsync),
        new(
            "rotated-secret", "A rotated secret: Shopify signs with one that the app does not know, for an hour",
            NoticeWithin: TimeSpan.FromMinutes(20), OfProbe, RightWithin: TimeSpan.FromHours(1.5), RotatedSecretAsync),
        new(
            "deleted-subscription", "A deleted subscription: inventory_levels/update is gone, and nobody is told",
            NoticeWithin: TimeSpan.FromMinutes(20), OfProbe, RightWithin: TimeSpan.FromHours(1), DeletedSubscriptionAsync),
        new(
            "cut-short", "A bulk file cut short: the full sync that should make up for lost webhooks gets half of its lines",
            NoticeWithin: TimeSpan.FromMinutes(20), Codes("fullSyncFailed"), RightWithin: TimeSpan.FromMinutes(45), CutShortAsync),
        new(
            "database-down", "A database down for ten minutes while the store sells every 20 seconds",
            NoticeWithin: TimeSpan.FromMinutes(1), Codes(Stage.NoStatus), RightWithin: TimeSpan.FromMinutes(20), DatabaseDownAsync),
        new(
            "wrong-token",
            "A wrong client secret after a deployment: webhooks come, nothing can be read, and some webhooks are lost meanwhile",
            NoticeWithin: TimeSpan.FromMinutes(10), Codes("probeFailed"), RightWithin: TimeSpan.FromHours(4.25), WrongTokenAsync),
    ];

    private static async Task NoWebhooksAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.SellEvery = TimeSpan.FromMinutes(10);
        await stage.PlayAsync(Calm, cancellationToken);
        stage.Break("No webhook is delivered any more.", () => stage.Faults.WebhookLossRate = 1);
        await stage.PlayAsync(TimeSpan.FromDays(1), cancellationToken);
        stage.Mend("Webhooks are delivered again.", () => stage.Faults.WebhookLossRate = 0);
    }

    private static async Task SurgeAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.SellEvery = TimeSpan.FromSeconds(20);
        await stage.PlayAsync(TimeSpan.FromMinutes(5), cancellationToken);
        stage.Break("The app's address leads nowhere.", () => stage.IsReachable = false);
        await stage.PlayAsync(TimeSpan.FromHours(1), cancellationToken);
        stage.Mend("The app's address leads to it again, and Shopify retries.", () => stage.IsReachable = true);
        await stage.PlayAsync(TimeSpan.FromMinutes(10), cancellationToken);
    }

    private static async Task RotatedSecretAsync(Stage stage, CancellationToken cancellationToken)
    {
        const string Rotated = "rotated-secret";
        stage.SellEvery = TimeSpan.FromMinutes(1);
        await stage.PlayAsync(Calm, cancellationToken);
        stage.Break("Shopify signs with a new secret: the app answers 401.", () => stage.Secret = Rotated);
        await stage.PlayAsync(TimeSpan.FromHours(1), cancellationToken);
        stage.Mend("An operator adds the new secret to Shopify__WebhookSecret.", () => { });
        await stage.RestartAsync(("Shopify:WebhookSecret", $"{Rotated},{SimulatedStore.ClientSecret}"));
        await stage.PlayAsync(TimeSpan.FromMinutes(10), cancellationToken);
    }

    private static async Task DeletedSubscriptionAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.SellEvery = TimeSpan.FromMinutes(1);
        await stage.PlayAsync(Calm, cancellationToken);
        stage.Break("The subscription of INVENTORY_LEVELS_UPDATE is deleted.", () => stage.RemoveSubscription("INVENTORY_LEVELS_UPDATE"));
        await stage.PlayAsync(TimeSpan.FromMinutes(45), cancellationToken);
    }

    private static async Task CutShortAsync(Stage stage, CancellationToken cancellationToken)
    {
        // Until shortly before the run of four o'clock.
        await stage.PlayAsync(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(50), cancellationToken);
        stage.Break("Webhooks are lost, and the next bulk file ends after half of its lines.", () =>
        {
            stage.Faults.WebhookLossRate = 1;
            stage.Faults.NextBulkOperation = BulkFault.LinesMissing;
        });
        stage.SellEvery = TimeSpan.FromSeconds(20);
        await stage.PlayAsync(TimeSpan.FromMinutes(9), cancellationToken);
        stage.SellEvery = null;
        stage.Faults.WebhookLossRate = 0;
    }

    private static async Task DatabaseDownAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.SellEvery = TimeSpan.FromSeconds(20);
        await stage.PlayAsync(TimeSpan.FromMinutes(5), cancellationToken);
        stage.Break("The database does not answer.", () => stage.IsDatabaseAway = true);
        await stage.PlayAsync(TimeSpan.FromMinutes(10), cancellationToken);
        stage.Mend("The database answers again.", () => stage.IsDatabaseAway = false);
        await stage.PlayAsync(TimeSpan.FromMinutes(2), cancellationToken);
    }

    private static async Task WrongTokenAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.SellEvery = TimeSpan.FromMinutes(1);
        await stage.PlayAsync(Calm, cancellationToken);
        stage.Break(
            "The app is deployed with a wrong Shopify__ClientSecret, and every other webhook is lost.",
            () => stage.Faults.WebhookLossRate = 0.5);
        await stage.RestartAsync(("Shopify:ClientSecret", "wrong"), ("Shopify:WebhookSecret", SimulatedStore.ClientSecret));
        await stage.PlayAsync(TimeSpan.FromHours(1), cancellationToken);
        stage.Mend("An operator puts it right.", () => stage.Faults.WebhookLossRate = 0);
        await stage.RestartAsync(("Shopify:ClientSecret", SimulatedStore.ClientSecret));
    }

    private static HashSet<string> Codes(params string[] codes) => new(codes, StringComparer.Ordinal);
}
