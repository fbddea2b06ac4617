using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Cli.Operations.Doctor;

/// <summary>The database, as the store finds it without making it ready.</summary>
internal sealed class DatabaseCheck(OperationsServices services)
{
    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
    [
        .. (await services.Get<ISchemaStore>().InspectAsync(services.ShopDomain, cancellationToken))
            .Select(finding => new Finding(finding.Subject, finding.IsWell, finding.Text)),
    ];
}

/// <summary>What the app has left in a database that was found well.</summary>
internal sealed class StoredStatus(OperationsServices services)
{
    public Task<StoreStatus> ReadAsync(CancellationToken cancellationToken) =>
        services.Get<IStatusStore>().GetStatusAsync(services.Time.Now(), cancellationToken);

    public Task<SubscriptionHealth> ReadSubscriptionsAsync(CancellationToken cancellationToken) =>
        services.Get<ISubscriptionStore>().GetSubscriptionHealthAsync(cancellationToken);
}
