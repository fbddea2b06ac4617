using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<PendingLookUp>>(
            session => session.All("ReadDueLookUps", LookUpRows.LookUp, ("@now", now.Nanoseconds), ("@limit", limit)), cancellationToken);

    public Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken) =>
        WriteAsync(
            session => session.Execute(
                "PostponeLookUp", ("@kind", (int)lookUp.Kind), ("@id", lookUp.Id), ("@notBefore", notBefore.Nanoseconds)),
            cancellationToken);
}
