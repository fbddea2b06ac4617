using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Options;

namespace InventorySync.Cli.Operations.Doctor;

/// <summary>The Admin API: the token and what it may do, the version, the bulk query.</summary>
internal sealed class ShopifyChecks(OperationsServices services)
{
    private const string Denied = "ACCESS_DENIED";

    /// <summary>
    /// A partner's app that has run no bulk query for so long loses the right to.
    /// https://shopify.dev/docs/api/usage/bulk-operations/queries
    /// </summary>
    private static readonly TimeSpan RightIsKept = TimeSpan.FromDays(31);

    private ShopifyOptions Options => services.Get<IOptions<ShopifyOptions>>().Value;

    public async Task<IReadOnlyList<Finding>> LookAtTokenAsync(CancellationToken cancellationToken)
    {
        await services.Get<AccessTokens>().GetAsync(cancellationToken);
        var granted = await services.Get<AppInstallation>().ReadScopesAsync(cancellationToken);
        var kind = Options.AccessToken is { Length: > 0 }
            ? "the one of Shopify__AccessToken"
            : "fetched by Shopify__ClientId and Shopify__ClientSecret";
        return AppInstallation.MissingOf(granted) is { Count: > 0 } missing
            ? [Finding.Well("token", $"{Options.NormalShopDomain} takes it, {kind}"), Finding.Wrong(
                "scopes",
                $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing: grant them to the app, "
                + "and install that version in the shop")]
            : [Finding.Well("token", $"{Options.NormalShopDomain} takes it, {kind}"), Finding.Well(
                "scopes", string.Join(", ", AppInstallation.NeededScopes))];
    }

    public async Task<IReadOnlyList<Finding>> LookAtVersionAsync(CancellationToken cancellationToken)
    {
        var (subject, asked) = ("API version", Options.ApiVersion);
        var supported = await services.Get<AppInstallation>().ReadSupportedVersionsAsync(cancellationToken);
        if (!supported.Contains(asked, StringComparer.Ordinal))
            return [Finding.Wrong(
                subject,
                $"Shopify does not support {asked}, and answers by another in its place: set Shopify__ApiVersion to one of "
                + $"{string.Join(", ", supported)}, after a look at what has changed")];

        var newer = supported.Count(version => string.CompareOrdinal(version, asked) > 0);
        return [Finding.Well(
            subject,
            newer == 0 ? $"{asked} is the newest" : $"{asked} is supported; {supported[^1]} is the newest, and each is for a year")];
    }

    /// <summary>
    /// Shopify has no way to ask, other than to start one. So it is judged by the last one that was started: by the operations that Shopify
    /// shows, and by what the full syncs have written down, since one that was refused is no operation.
    /// </summary>
    public async Task<IReadOnlyList<Finding>> LookAtBulkQueriesAsync(StoredStatus? stored, CancellationToken cancellationToken)
    {
        const string subject = "bulk queries";
        var status = stored is null ? null : await stored.ReadAsync(cancellationToken);
        var newest = (await services.Get<BulkOperations>().FindOursAsync(cancellationToken)).FirstOrDefault(
            operation => operation.IsCompleted || operation.ErrorCode == Denied);
        var completedAt = newest is { IsCompleted: true } ? newest.CreatedAt : status?.LastGoodRun?.StartedAt;

        var isRefused = newest?.ErrorCode == Denied
            || (status?.LastRun is { State: SyncState.Failed, Error: { } error } && error.Contains(Denied, StringComparison.Ordinal));
        if (isRefused) return [Finding.Wrong(subject, $"the newest full sync was refused with {Denied}. {ShopifyAdvice.BulkAccessDenied}")];
        if (completedAt is not { } at)
            return [Finding.Wrong(
                subject,
                "not known: Shopify tells only when one is started, and none has been yet. `full-sync --dry-run` starts one and changes "
                + "nothing")];

        var day = at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return services.Time.Now() - at < RightIsKept
            ? [Finding.Well(
                subject, $"one of this app's was completed, begun {day}; whether the next one is allowed too, only it can tell")]
            : [Finding.Wrong(
                subject,
                $"the last that was completed was begun {day}, and 31 days without one cost a partner's app the right: "
                + "`full-sync --dry-run` shows whether it has it still")];
    }
}
