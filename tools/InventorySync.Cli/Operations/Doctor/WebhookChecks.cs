using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Subscriptions;
using Microsoft.Extensions.Options;

namespace InventorySync.Cli.Operations.Doctor;

/// <summary>Webhooks: the secret that verifies them, and the subscriptions that bring them.</summary>
internal sealed class WebhookChecks(OperationsServices services)
{
    /// <summary>Shopify's secrets have 32 characters and more, those of the simulated store 16.</summary>
    private const int ShortestSecret = 16;

    /// <summary>A shop in which nothing changes for so long is hardly one.</summary>
    internal static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    private ShopifyOptions Options => services.Get<IOptions<ShopifyOptions>>().Value;

    public async Task<IReadOnlyList<Finding>> LookAtSecretAsync(StoredStatus? stored, CancellationToken cancellationToken)
    {
        const string subject = "webhook secret";
        if (Options.WebhookSecrets.Select(FaultOf).FirstOrDefault(fault => fault is not null) is { } fault)
            return [Finding.Wrong(subject, fault)];
        if (stored is null)
            return [Finding.Wrong(subject, "plausible; whether it has verified a webhook is not known without the database")];

        var seen = (await stored.ReadAsync(cancellationToken)).Seen.Where(
            each => each.Name.StartsWith(LastSeen.SecretPrefix, StringComparison.Ordinal))
            .MaxBy(each => each.At.Nanoseconds);
        if (seen is null)
            return [Finding.Wrong(
                subject,
                "plausible, but no webhook has been verified yet: change the stock of something in the shop and look again; "
                + "401s in the app's log mean that the secret is another")];

        var age = services.Time.Now() - seen.At;
        if (age > Lately)
            return [Finding.Wrong(
                subject,
                $"the last webhook was verified {age.TotalDays:0} days ago: does the app's address answer, are the subscriptions there, "
                + "has the secret been changed?")];
        return seen.Name == LastSeen.SecretPrefix + "0"
            ? [Finding.Well(
                subject,
                "it verified a webhook "
                + $"{(age.TotalHours >= 2 ? $"{age.TotalHours:0} hours" : $"{Math.Max(age.TotalMinutes, 0):0} minutes")} ago")]
            : [Finding.Wrong(
                subject,
                "the newest webhook was verified by an older secret: normal for an hour after a rotation, "
                + "otherwise the first of Shopify__WebhookSecret is wrong")];
    }

    public async Task<IReadOnlyList<Finding>> LookAtSubscriptionsAsync(StoredStatus? stored, CancellationToken cancellationToken)
    {
        var all = (await services.Get<WebhookSubscriptions>().ListAsync(cancellationToken)).All;
        var health = stored is null ? null : await stored.ReadSubscriptionsAsync(cancellationToken);
        var publicUrl = services.Get<IOptions<SubscriptionOptions>>().Value.PublicAddress;
        return [.. OfHealth(health), OfPlan(all, publicUrl), .. OfVersions(all)];
    }

    private static IEnumerable<Finding> OfHealth(SubscriptionHealth? health)
    {
        if (health?.UninstalledAt is not null)
            yield return Finding.Wrong("installation", "the shop has uninstalled the app: install it again, then `webhooks register`");
        if (health?.Failure is { } failure)
            yield return Finding.Wrong("subscriptions", $"the app's last check of them failed: {failure.Reason}");
    }

    /// <param name="publicUrl">Null where nobody has said where they should lead to.</param>
    private static Finding OfPlan(IReadOnlyList<ShopSubscription> all, Uri? publicUrl)
    {
        var plans = SubscriptionPlan.Of(all, publicUrl ?? new Uri("https://nowhere.invalid"));
        string[] faults =
        [
            .. Named("missing", plans.Where(plan => plan.Kept is null)),
            .. Named("wrong", plans.Where(plan => publicUrl is not null && plan.Repairs is [{ Change: SubscriptionChange.Changed }, ..])),
            .. Named("double", plans.Where(plan => plan.Repairs.Any(repair => repair.Change is SubscriptionChange.Deleted))),
        ];
        if (faults.Length > 0)
        {
            var who = publicUrl is null
                ? " (those that a shopify.app.toml declares are not shown to the app)"
                : ", as the app does within the hour";
            return Finding.Wrong("subscriptions", $"{string.Join("; ", faults)}: `webhooks register` puts that right{who}");
        }

        return Finding.Well("subscriptions", publicUrl is null
            ? "each topic has one; where they lead to was not judged, since InventorySync__PublicUrl is not set"
            : $"{plans.Count} topics lead to {publicUrl}");
    }

    private IEnumerable<Finding> OfVersions(IReadOnlyList<ShopSubscription> all)
    {
        string[] others =
        [
            .. all.Where(subscription => WebhookSubscriptions.Topics.Contains(subscription.Topic)
                && subscription.ApiVersion is { } version
                && version != Options.ApiVersion)
                .Select(subscription => subscription.ApiVersion!).Distinct().Order(StringComparer.Ordinal),
        ];
        if (others.Length > 0)
            yield return Finding.Wrong(
                "webhook version",
                $"webhooks come in {string.Join(", ", others)}, but Shopify__ApiVersion is {Options.ApiVersion}: "
                + "set the app's webhook version in the Dev Dashboard, or the setting");
        else if (all.Count > 0)
            yield return Finding.Well("webhook version", $"webhooks come in {Options.ApiVersion}, as the app reads them");
    }

    private static IEnumerable<string> Named(string what, IEnumerable<SubscriptionPlan> plans)
    {
        string[] topics = [.. plans.Select(plan => plan.Topic)];
        if (topics.Length > 0) yield return $"{what}: {string.Join(", ", topics)}";
    }

    /// <summary>What can be said of a secret without a webhook, and without showing it.</summary>
    private string? FaultOf(string secret) => secret switch
    {
        _ when secret.StartsWith("shpat_", StringComparison.Ordinal) || secret == Options.AccessToken =>
            "it is an access token: webhooks are signed with the app's client secret (API secret key)",
        _ when secret == Options.ClientId => "it is the client's id: webhooks are signed with the client's secret",
        _ when secret.Length < ShortestSecret || secret.Any(char.IsWhiteSpace) => "it is no secret of Shopify's, which have at least "
            + $"{ShortestSecret} characters and no blank: set Shopify__WebhookSecret to the app's client secret",
        _ => null,
    };
}
