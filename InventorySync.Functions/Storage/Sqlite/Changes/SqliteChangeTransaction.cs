using System.Text.Json;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// One batch of changes. The transaction holds the file's write lock from its beginning, so nothing else has to be locked.
/// </summary>
internal sealed class SqliteChangeTransaction(SqliteSession session) : IChangeTransaction
{
    public Task<RegisterSet> LoadAsync(ChangeKeys keys)
    {
        var variants = JsonSerializer.Serialize(keys.Variants, WriteJson.Default.IReadOnlyListNamedVariant);
        var locked = FindKeys(keys, variants);
        var absentSince = session.First("LoadAbsence", row => row.TimeOrNull("ReadEverythingSeenAt"));
        var registers = new RegisterSet(locked, keys.VariantIds, absentSince);
        (string, object?)[] keyed =
        [
            ("@products", Json(locked.ProductIds)), ("@items", Json(locked.InventoryItemIds)), ("@variants", variants),
            ("@locations", Json(keys.LocationIds)),
        ];
        if (locked.ProductIds.Count > 0)
        {
            session.Each("LoadProducts", row => RegisterRows.LoadProduct(registers, row), keyed[0]);
            session.Each("LoadUnreadVariants", row => RegisterRows.LoadUnreadVariant(registers, row), keyed[0], keyed[2]);
        }

        session.Each("LoadVariants", row => RegisterRows.LoadVariant(registers, row), keyed[0], keyed[1], keyed[2]);
        if (locked.InventoryItemIds.Count > 0)
        {
            session.Each("LoadItems", row => RegisterRows.LoadItem(registers, row), keyed[1]);
            session.Each("LoadLevels", row => RegisterRows.LoadLevel(registers, row), keyed[1]);
            session.Each("LoadLocations", row => RegisterRows.LoadLocation(registers, row), keyed[1], keyed[3]);
        }

        return Task.FromResult(registers);
    }

    public Task<NeedSet> LoadNeedsAsync(IReadOnlyList<LookUpKey> keys, MergeTimes times) => Task.FromResult(LoadNeeds(keys, times));

    public Task WriteAsync(IReadOnlyList<TableWrite> writes)
    {
        Write(writes);
        return Task.CompletedTask;
    }

    /// <summary>What no change asks for: decided by the same rule, and written.</summary>
    /// <param name="key">The look-up that is concerned; null for none.</param>
    public T Need<T>(LookUpKey? key, MergeTimes times, Func<NeedSet, T> ask)
    {
        var needs = LoadNeeds(key is { } asked ? [asked] : [], times);
        var result = ask(needs);
        Write(NeedWrites.Of(needs));
        return result;
    }

    private NeedSet LoadNeeds(IReadOnlyList<LookUpKey> keys, MergeTimes times)
    {
        var needs = new NeedSet(
            keys,
            session.First("LoadEarlySync", row => EarlySyncRows.Asked(row)),
            session.First("LoadLookUpWindow", row => new LookUpWindow(row.Time("Since"), row.Int("Asked"))),
            times);
        var lookUps = JsonSerializer.Serialize(keys, WriteJson.Default.IReadOnlyListLookUpKey);
        session.Each("LoadLookUps", row => needs.Load(LookUpRows.LookUp(row)), ("@lookUps", lookUps));
        return needs;
    }

    private void Write(IEnumerable<TableWrite> writes)
    {
        foreach (var write in writes) write.Check(session.Write(write));
    }

    /// <summary>Webhooks about levels and items alone, the most frequent ones, name all that they may reach.</summary>
    private LockedKeys FindKeys(ChangeKeys keys, string variants)
    {
        if (keys.ProductIds.Count + keys.Variants.Count + keys.ReadItemIds.Count == 0) return new LockedKeys([], keys.InventoryItemIds);
        var products = session.All(
            "FindProducts", row => row.Long("ProductId"),
            ("@products", Json(keys.ProductIds)), ("@variants", variants), ("@readItems", Json(keys.ReadItemIds)));
        var items = session.All(
            "FindItems", row => row.Long("InventoryItemId"), ("@items", Json(keys.InventoryItemIds)), ("@variants", variants));
        return new LockedKeys(products, items);
    }

    private static string Json(IReadOnlyCollection<long> ids) =>
        JsonSerializer.Serialize<long[]>([.. ids], StorageJson.Default.Int64Array);
}
