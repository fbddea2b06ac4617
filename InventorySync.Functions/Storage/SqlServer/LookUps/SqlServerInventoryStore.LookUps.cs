using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken) =>
        await RunAsync(
            session => session.QueryAsync(
                "ReadDueLookUps", answer => answer.AllAsync(LookUpRows.LookUp), ("@now", now.Nanoseconds), ("@limit", limit)),
            cancellationToken);

    public Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync(
                "PostponeLookUp", _ => true, ("@kind", (int)lookUp.Kind), ("@id", lookUp.Id), ("@notBefore", notBefore.Nanoseconds)),
            cancellationToken);
}
