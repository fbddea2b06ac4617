using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>A batch's transaction that loads as the real one does, and writes what a fault makes of what was decided.</summary>
internal sealed class FaultyTransaction(
    IChangeTransaction transaction, Func<RegisterSet, NeedSet?, IEnumerable<TableWrite>> write) : IChangeTransaction
{
    private RegisterSet? _registers;
    private NeedSet? _needs;

    public async Task<RegisterSet> LoadAsync(ChangeKeys keys) => _registers = await transaction.LoadAsync(keys);

    public async Task<NeedSet> LoadNeedsAsync(IReadOnlyList<LookUpKey> keys, MergeTimes times) =>
        _needs = await transaction.LoadNeedsAsync(keys, times);

    public Task WriteAsync(IReadOnlyList<TableWrite> writes) => transaction.WriteAsync([.. write(_registers!, _needs)]);
}
