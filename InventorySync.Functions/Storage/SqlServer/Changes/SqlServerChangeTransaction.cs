using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// One batch of changes, or what else asks for look-ups. Each step is one command, and the locks are the transaction's own.
/// </summary>
internal sealed class SqlServerChangeTransaction(SqlServerSession session) : IChangeTransaction
{
    public Task<RegisterSet> LoadAsync(ChangeKeys keys) => session.QueryAsync(
        [
            "LockKeys", "LoadAbsence", "LoadProducts", "LoadItems", "LoadLevels", "LoadLocations", "LoadVariants", "LoadUnreadVariants",
        ],
        answer => ReadAsync(answer, keys),
        ("@products", Json(keys.ProductIds)), ("@items", Json(keys.InventoryItemIds)), ("@readItems", Json(keys.ReadItemIds)),
        ("@variants", JsonSerializer.Serialize(keys.Variants, WriteJson.Default.IReadOnlyListNamedVariant)),
        ("@locations", Json(keys.LocationIds)));

    public Task<NeedSet> LoadNeedsAsync(IReadOnlyList<LookUpKey> keys, MergeTimes times) => session.QueryAsync(
        ["LockNeeds", "LoadLookUps", "LoadEarlySync", "LoadLookUpWindow"],
        async answer =>
        {
            var lookUps = await answer.AllAsync(LookUpRows.LookUp);
            var earlySync = await answer.FirstAsync(row => EarlySyncRows.Asked(row));
            var window = await answer.FirstAsync(row => new LookUpWindow(row.Time("Since"), row.Int("Asked")));
            var needs = new NeedSet(keys, earlySync, window, times);
            foreach (var lookUp in lookUps) needs.Load(lookUp);
            return needs;
        },
        ("@lookUps", JsonSerializer.Serialize(keys, WriteJson.Default.IReadOnlyListLookUpKey)));

    public Task WriteAsync(IReadOnlyList<TableWrite> writes) => writes.Count > 0 ? session.WriteAsync(writes) : Task.CompletedTask;

    /// <summary>What no change asks for: decided by the same rule, and written. `needs` is locked from here on.</summary>
    /// <param name="key">The look-up that is concerned; null for none.</param>
    public async Task<T> NeedAsync<T>(LookUpKey? key, MergeTimes times, Func<NeedSet, T> ask)
    {
        var needs = await LoadNeedsAsync(key is { } asked ? [asked] : [], times);
        var result = ask(needs);
        await WriteAsync([.. NeedWrites.Of(needs)]);
        return result;
    }

    /// <summary>A full sync that saw later than <paramref name="seenAfter"/> is needed.</summary>
    public Task<EarlySync> AskEarlySyncAsync(EarlySyncReason reason, UnixTime seenAfter, MergeTimes times) =>
        NeedAsync(null, times, needs => needs.AskEarlySync(reason, seenAfter, times.AnswerableAt(seenAfter)));

    private static async Task<RegisterSet> ReadAsync(SqlServerAnswer answer, ChangeKeys keys)
    {
        var products = await answer.AllAsync(row => row.Long("ProductId"));
        var items = await answer.AllAsync(row => row.Long("InventoryItemId"));
        var absentSince = await answer.FirstAsync(row => row.TimeOrNull("ReadEverythingSeenAt"));
        var registers = new RegisterSet(new LockedKeys(products, items), keys.VariantIds, absentSince);
        await answer.EachAsync(row => RegisterRows.LoadProduct(registers, row));
        await answer.EachAsync(row => RegisterRows.LoadItem(registers, row));
        await answer.EachAsync(row => RegisterRows.LoadLevel(registers, row));
        await answer.EachAsync(row => RegisterRows.LoadLocation(registers, row));
        await answer.EachAsync(row => RegisterRows.LoadVariant(registers, row));
        await answer.EachAsync(row => RegisterRows.LoadUnreadVariant(registers, row));
        return registers;
    }

    private static string Json(IReadOnlyList<long> ids) => SqlServerJson.Of(ids, SqlServerJson.Default.IReadOnlyListInt64);
}
