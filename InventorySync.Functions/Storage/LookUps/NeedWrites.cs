using InventorySync.Merging;
using static InventorySync.Storage.WriteJson;

namespace InventorySync.Storage;

/// <summary>What a batch writes of look-ups and early full syncs, under the lock `needs`.</summary>
internal static class NeedWrites
{
    public static IEnumerable<TableWrite> Of(NeedSet needs)
    {
        var changes = needs.LookUpChanges;
        return new TableWrite?[]
        {
            Write("UpdateLookUps", "@updatedLookUps", changes.Where(change => change is { Was: not null, Becomes: not null })),
            Write("InsertLookUps", "@newLookUps", changes.Where(change => change.Was is null)),
            Write("DeleteLookUps", "@answeredLookUps", changes.Where(change => change.Becomes is null)),
            TableWrite.Of("WriteEarlySync", "@earlySync", EarlySyncOf(needs), Default.IReadOnlyListEarlySyncWrite),
            needs.IsWindowChanged ? WindowOf(needs) : null,
            TableWrite.Of(
                "RepairAnswered", "@answers",
                [.. needs.Answers.Select(answer => new RepairWrite((int)answer.Key.Kind, answer.Key.Id, answer.SeenAt))],
                Default.IReadOnlyListRepairWrite) with { Rows = needs.Answers.Count > 0 ? null : 0 },
        }.OfType<TableWrite>().Where(write => write.Rows != 0);
    }

    /// <summary>The row is replaced by the one that is counted now, or by none.</summary>
    private static TableWrite WindowOf(NeedSet needs)
    {
        WindowWrite[] rows = needs.Window is { } window ? [new WindowWrite(window.Since, window.Asked)] : [];
        return TableWrite.Of("WriteLookUpWindow", "@window", rows, Default.IReadOnlyListWindowWrite) with { Rows = null };
    }

    private static EarlySyncWrite[] EarlySyncOf(NeedSet needs) => needs is { IsEarlySyncChanged: true, EarlySync: { } asked }
        ? [new EarlySyncWrite(asked.Reason.ToString(), asked.AskedAt, asked.SeenAfter, asked.NotBefore)]
        : [];

    private static TableWrite Write(
        string statement, string parameter, IEnumerable<RowChange<LookUpKey, PendingLookUp>> changes) => TableWrite.Of(
        statement, parameter, [.. changes.Select(change => Of(change.Becomes ?? change.Was!))], Default.IReadOnlyListLookUpWrite);

    private static LookUpWrite Of(PendingLookUp row) => new(
        (int)row.Kind, row.Id, (int)row.Reason, row.AskedAt, row.SeenAfter, row.NotBefore, row.Tries);
}
