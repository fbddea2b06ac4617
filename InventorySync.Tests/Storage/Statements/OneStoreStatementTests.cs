using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>
/// Statements that only one store has are listed, by operation: the engines batch differently (docs/decisions/0021). The columns of those
/// that both have are compared, and one that is renamed in one store alone must not drop out of that.
/// </summary>
public sealed class OneStoreStatementTests
{
    private static readonly Dictionary<string, string[]> OnlySqlite = new(StringComparer.Ordinal)
    {
        ["Changes"] = ["FindItems", "FindProducts"],
        ["Drift"] = ["RecordVerdict"],
        ["Explain"] = ["ReadSkuFailedChanges", "ReadSkuLevels", "ReadSkuLookUps"],
        ["FullSync"] =
        [
            "HoldsLease", "InsertRun", "MarkDryRun", "ReadUnfinishedRun", "StageInventoryLevel", "StageLocation", "StageVariant",
            "TakeOverRun",
        ],
        ["Observations"] = ["AddDeliveries", "AddLag", "DeleteOldDeliveries", "DeleteOldLags", "RecordObservation", "WriteLastSeen"],
        ["Operations"] =
        [
            "DeleteLookUpOfDropped", "DeleteOldDrift", "DeleteOldDryRuns", "DeleteShrinkApproval", "KeepShrinkApproval", "WritePause",
        ],
        ["Probe"] = ["ReadProbedLevels"],
        ["Schema"] = ["DeleteIncludedLocations", "HasMigrations", "IncludeLocation", "ReadJournalMode", "WriteBinding"],
        ["Subscriptions"] = ["ReadSubscriptionTimes", "WriteSubscriptionCheck", "WriteSubscriptionGap", "WriteUninstalled"],
    };

    private static readonly Dictionary<string, string[]> OnlySqlServer = new(StringComparer.Ordinal)
    {
        ["Changes"] = ["LockKeys"],
        ["Drift"] = ["RecordVerdicts"],
        ["FullSync"] =
        [
            "CheckLease", "DeleteRaw", "LeaseDryRun", "LeaseRun", "RefillRaw", "TakeShrinkApproval", "TruncateRaw",
        ],
        ["LookUps"] = ["LockNeeds"],
        ["Observations"] = ["RecordDeliveries", "RecordMeasures", "RecordObservations"],
        ["Operations"] = ["BeginRun", "Pause"],
        ["Schema"] =
        [
            "BindDatabase", "CreateSchema", "EnableRowVersions", "ReadColumns", "ReadMissingRights", "ReadRowVersions",
            "TakeMigrationLock",
        ],
        ["Subscriptions"] = ["RecordSubscriptionCheck", "RecordUninstalled"],
    };

    [Fact]
    public void What_only_SQLite_has_is_listed() =>
        Assert.Equal(Listed(OnlySqlite), Only(StatementsOf("Sqlite"), StatementsOf("SqlServer")));

    [Fact]
    public void What_only_SQL_Server_has_is_listed() =>
        Assert.Equal(Listed(OnlySqlServer), Only(StatementsOf("SqlServer"), StatementsOf("Sqlite")));

    [Fact]
    public void A_statement_that_is_renamed_or_moved_in_one_store_is_found()
    {
        string[] store = ["FullSync: ReadRuns", "Status: ReadLags"];

        Assert.Empty(Only(store, store));
        Assert.Equal(["Status: ReadLags"], Only(store, ["FullSync: ReadRuns", "Status: ReadLatencies"]));
        Assert.Equal(["Status: ReadLags"], Only(store, ["FullSync: ReadRuns", "Observations: ReadLags"]));
    }

    private static IEnumerable<string> Listed(Dictionary<string, string[]> folders) =>
        folders.SelectMany(folder => folder.Value.Select(name => $"{folder.Key}: {name}")).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Only(IEnumerable<string> one, IEnumerable<string> other) =>
        one.Except(other).Order(StringComparer.Ordinal);

    private static IEnumerable<string> StatementsOf(string engine) => StatementFiles.Of(engine, "*.sql")
        .SelectMany(file => SqlText.Split(file.Text).Select(statement => $"{file.Path.Split('/')[1]}: {statement.Name}"));
}
