using System.Runtime.CompilerServices;
using InventorySync.Inventory;
using InventorySync.Storage;
using Microsoft.Extensions.Options;

namespace InventorySync.Cli.Operations.Doctor;

/// <summary>
/// All that doctor looks at, one after the other. What cannot be looked at is a finding like any other: none of them keeps the others away.
/// </summary>
internal sealed class Checkup(OperationsServices services)
{
    /// <summary>A call of Shopify is tried again for some 20 seconds, a connection to a database that wakes up for a minute.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = SettingsCheck.Look(services);
        foreach (var finding in settings) yield return finding;

        var database = await LookAsync("database", token => new DatabaseCheck(services).LookAsync(token), cancellationToken);
        foreach (var finding in database) yield return finding;

        // Only a database that the app could start on can tell what the app has seen.
        var status = database.Any(finding => finding is { Subject: StoreFinding.Shop, IsWell: true }) ? new StoredStatus(services) : null;
        var shopify = new ShopifyChecks(services);
        var webhooks = new WebhookChecks(services);
        foreach (var (subject, look) in (IEnumerable<(string, Func<CancellationToken, Task<IReadOnlyList<Finding>>>)>)
            [
                ("queue", new QueueCheck(services).LookAsync),
                ("token", shopify.LookAtTokenAsync),
                ("API version", shopify.LookAtVersionAsync),
                ("bulk queries", token => shopify.LookAtBulkQueriesAsync(status, token)),
                ("webhook secret", token => webhooks.LookAtSecretAsync(status, token)),
                ("subscriptions", token => webhooks.LookAtSubscriptionsAsync(status, token)),
            ])
        {
            foreach (var finding in await LookAsync(subject, look, cancellationToken)) yield return finding;
        }
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(
        string subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> look, CancellationToken cancellationToken)
    {
        try
        {
            // Waited for as well, since not everything that is asked heeds its token.
            return await services.Time.RunWithinAsync(Limit, token => look(token).WaitAsync(token), cancellationToken);
        }
        catch (OptionsValidationException)
        {
            return [Finding.Wrong(subject, "not looked at, since a setting is wrong")];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return [Finding.Wrong(subject, FaultLines.LinesOf(e) is [var line, ..] ? line : e.Message.Split('\n')[0].Trim())];
        }
    }
}
