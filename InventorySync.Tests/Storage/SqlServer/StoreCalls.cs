using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Support;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>
/// Calls the store's operations on sessions that send nothing, and keeps what they would have sent. Of an operation that ends in "again"
/// the database holds already what its changes are about.
/// </summary>
internal sealed class StoreCalls
{
    private static readonly UnixTime Time = new(1_700_000_000_000_000_000);
    private static readonly UnixTime Early = new(1_600_000_000_000_000_000);
    private static readonly RunLease Lease = new(1, "me");
    private static readonly VariantDetails Details = new("SKU-1", null, "Small", 19.90m);

    private static readonly StoreBinding Binding = new("shop.myshopify.com", [7], TimeSpan.FromMinutes(2));

    private readonly List<SqlCommand> _sent = [];

    public IReadOnlyList<SqlCommand> Sent => _sent;

    public static IReadOnlyDictionary<string, Func<IInventoryStore, CancellationToken, Task>> All { get; } =
        new Dictionary<string, Func<IInventoryStore, CancellationToken, Task>>(StringComparer.Ordinal)
        {
            ["prepare"] = (store, token) => store.PrepareAsync(Binding, token),
            ["prepare again"] = (store, token) => store.PrepareAsync(Binding with { LocationIds = [], SafetyStock = 3 }, token),
            ["prepare with other stock"] = (store, token) => store.PrepareAsync(
                Binding with { LocationIds = [], SafetyStock = 4 }, token),
            ["open"] = (store, token) => store.OpenAsync(Binding, token),
            ["level"] = ApplyLevelAsync,
            ["level again"] = ApplyLevelAsync,
            ["disconnect"] = (store, token) => store.ApplyLevelAsync(
                new LevelObservation(1, 2, null, new Presence(IsPresent: false, Time)), Time, token),
            ["item"] = ApplyItemAsync,
            ["item again"] = ApplyItemAsync,
            ["item read"] = ReadItemAsync,
            ["item read again"] = ReadItemAsync,
            ["product"] = ApplyProductAsync,
            ["product again"] = ApplyProductAsync,
            ["product read"] = ReadProductAsync,
            ["product read again"] = ReadProductAsync,
            ["due"] = (store, token) => store.GetDueLookUpsAsync(Time, 10, token),
            ["postpone"] = (store, token) => store.PostponeLookUpAsync(
                new PendingLookUp(LookUpKind.Product, 1, LookUpReason.Conflict, Time, Time, Time, 0), Time, token),
            ["failed change"] = (store, token) => store.RecordFailedChangeAsync(
                new FailedChange(
                    "w-1", "rejected", new string('t', 10_000), "r", "{}", 1, "abc", new byte[] { 1 }, Time, Time, LookUpKind.Product, 1),
                token),
            ["failed change of nothing known"] = (store, token) => store.RecordFailedChangeAsync(
                new FailedChange("w-2", "rejected", null, "r", "{}", 1, "abc", new byte[] { 1 }, Time, Time), token),
            ["list failed"] = (store, token) => store.ListFailedChangesAsync(
                new FailedChangeFilter("w-1", "rejected", Time, Time), 10, token),
            ["retry failed"] = (store, token) => store.RetryFailedChangeAsync("w-1", Time, token),
            ["drop failed"] = (store, token) => store.DropFailedChangeAsync("w-1", token),
            ["location"] = (store, token) => store.ApplyLocationAsync(
                new LocationObservation(7, LocationState.Active, new string('n', 1_000), Time), Time, token),
            ["sample"] = (store, token) => store.SampleItemsAsync(10, 10, 7, 9, token),
            ["probed items"] = (store, token) => store.GetProbedItemsAsync([11, 12], token),
            ["probe"] = (store, token) => store.GetProbeAsync(token),
            ["record probe"] = (store, token) => store.RecordProbeAsync(
                new ProbeRecord(Time, 20, 0, 1, [ProbeCause.Unknown], false, Time, null),
                new EarlySync(EarlySyncReason.Probe, Time, Time, Time), token),
            ["find SKUs"] = (store, token) => store.FindSkusAsync("SKU-1", 101, 10, token),
            ["policies"] = (store, token) => store.ListPoliciesAsync(token),
            ["set policy"] = (store, token) => store.SetPolicyAsync(new SkuPolicy(101, 5, "because", Time), token),
            ["remove policy"] = (store, token) => store.RemovePolicyAsync(101, token),
            ["pause"] = (store, token) => store.PauseAsync(new Pause(Time, "because"), token),
            ["read pause"] = (store, token) => store.GetPauseAsync(token),
            ["resume"] = (store, token) => store.ResumeAsync(token),
            ["begin"] = (store, token) => store.BeginRunAsync(Time, token),
            ["approve"] = (store, token) => store.ApproveShrinkAsync(Time, token),
            ["take approval"] = (store, token) => store.TakeShrinkApprovalAsync(Lease, token),
            ["lease dry run"] = (store, token) => store.TryLeaseDryRunAsync("me", Time, TimeSpan.FromMinutes(2), token),
            ["dry run"] = (store, token) => store.DryRunAsync(
                Lease, new Replacement(Time.Add(TimeSpan.FromSeconds(1)), Time, Time), 10, token),
            ["end dry run"] = (store, token) => store.EndDryRunAsync(Lease, "because", Time, token),
            ["measures"] = (store, token) => store.RecordMeasuresAsync(
                [new LagCount(1, LagStage.TriggeredToReceived, 2, 3)], [new LastSeen(LastSeen.Change, Time)], Time, token),
            ["observations"] = (store, token) => store.RecordObservationsAsync(
                [new LoggedObservation(
                    Time, ObservationSource.Webhook, ChangeKinds.Level, "Applied", Time, Reason: new string('r', 1_000),
                    InventoryItemId: 11)],
                token),
            ["read observations"] = (store, token) => store.GetObservationsAsync(11, 101, 1001, 20, token),
            ["SKU facts"] = (store, token) => store.GetSkuFactsAsync("SKU-1", 101, 20, token),
            ["delete observations"] = (store, token) => store.DeleteObservationsAsync(Time, 10, token),
            ["deliveries"] = (store, token) => store.RecordDeliveriesAsync(
                [new DeliveryCount(1, "products/update", "Queued", 2)], Time, token),
            ["status"] = (store, token) => store.GetStatusAsync(Time, token),
            ["heartbeat"] = (store, token) => store.WriteHeartbeatAsync(new Heartbeat(Time, "green", "", Time, 3_600), token),
            ["inspect"] = (store, token) => store.InspectAsync("shop.myshopify.com", token),
            ["runs to judge"] = (store, token) => store.FindRunsToJudgeAsync(Time, Time, token),
            ["run evidence"] = (store, token) => store.GetRunEvidenceAsync(1, token),
            ["drift evidence"] = (store, token) => store.GetDriftEvidenceAsync(
                new RunEvidence(1, Time, Time, Time, Time, [], []), Time, 10, token),
            ["verdicts"] = (store, token) => store.RecordVerdictsAsync(
                [new DriftVerdict(1, DriftDirection.TooHigh, "products/update", DriftCause.Late, Time)], token),
            ["sum up verdicts"] = (store, token) => store.SumUpVerdictsAsync(
                1, [new DriftVerdict(1, DriftDirection.None, null, null, null)], token),
            ["trust"] = (store, token) => store.GetTrustAsync(Time, token),
            ["list drift"] = (store, token) => store.ListDriftAsync(new DriftFilter(1, "SKU-1", 101, DriftCause.Refused), 10, token),
            ["sum up drift"] = (store, token) => store.SumUpDriftAsync(Time, token),
            ["delete history"] = (store, token) => store.DeleteHistoryAsync(Time, 10, token),
            ["lease"] = (store, token) => store.TryLeaseRunAsync("me", mayStart: true, Time, TimeSpan.FromMinutes(2), token),
            ["progress"] = (store, token) => store.SaveProgressAsync(
                Lease, new SyncProgress(SyncState.Downloading, "gid", Time, 1, 2, 3, 4), Time, token),
            ["clear"] = (store, token) => store.ClearStagingAsync(Lease, token),
            ["stage"] = (store, token) => store.StageAsync(
                Lease,
                new StagedBatch(
                    [new StagedVariant(101, 1001, 11, Details, "Shirt", "ACTIVE", true, Time, Time, Time, 1)],
                    [new StagedLevel(11, 7, 1, 2, 3, 4, Time)], [new StagedLocation(7, "Shop", true)]),
                token),
            ["count"] = (store, token) => store.CountStagedAsync(Lease, token),
            ["replace"] = (store, token) => store.ReplaceAsync(Lease, new Replacement(Time, Time, Time), token),
            ["replace again"] = (store, token) => store.ReplaceAsync(
                Lease, new Replacement(Time.Add(TimeSpan.FromSeconds(1)), Time, Time), token),
            ["fail"] = (store, token) => store.FailRunAsync(Lease, "because", Time, token),
            ["release"] = (store, token) => store.ReleaseLeaseAsync(Lease, token),
            ["latest"] = (store, token) => store.GetLatestRunAsync(token),
            ["history"] = (store, token) => store.GetSyncHistoryAsync(token),
            ["known"] = (store, token) => store.IsBulkOperationKnownAsync("gid", 1, token),
            ["subscription health"] = (store, token) => store.GetSubscriptionHealthAsync(token),
            ["subscription repair"] = (store, token) => store.BeginSubscriptionRepairAsync(Time, token),
            ["subscription check"] = (store, token) => store.RecordSubscriptionCheckAsync(
                new SubscriptionCheck(
                    Time, Time, "https://app.example", "2026-10", [new TopicHealth("PRODUCTS_UPDATE", TopicState.Missing, 1, null)]),
                token),
            ["subscription failure"] = (store, token) => store.RecordSubscriptionFailureAsync(
                new SubscriptionFailure(Time, "because"), token),
            ["uninstalled"] = (store, token) => store.RecordUninstalledAsync(Time, token),
        };

    /// <summary>Whether one of <see cref="All"/> is refused where its run is not under way.</summary>
    public static bool NeedsRun(string operation) => operation is "progress" or "clear" or "stage" or "count" or "replace"
        or "replace again" or "fail" or "lease" or "take approval" or "dry run" or "end dry run" or "lease dry run";

    /// <summary>Runs one of <see cref="All"/>, with either way to empty the raw tables.</summary>
    public Task RunAsync(string operation) =>
        RunAsync(operation, new SilentSessions(_sent, isHeld: operation.EndsWith(" again", StringComparison.Ordinal)));

    /// <summary>The same on other sessions.</summary>
    public static async Task RunAsync(string operation, SqlServerSessions sessions)
    {
        foreach (var mode in (string[])["Truncate", "Delete"])
        {
            var options = new SqlServerOptions { Schema = SqlFiles.Schema, ReplaceMode = mode };
            var store = new SqlServerInventoryStore("Server=nowhere", options, new FakeTimeProvider(), sessions);
            await All[operation](store, CancellationToken.None);
        }
    }

    private static Task<LevelChange> ApplyLevelAsync(IInventoryStore store, CancellationToken token) => store.ApplyLevelAsync(
        new LevelObservation(1, 1, new Observation<int?>(5, Time, Time, ObservedBy.Webhook), new Presence(IsPresent: true, Time)),
        Time, token);

    private static Task<ItemStateChange> ApplyItemAsync(IInventoryStore store, CancellationToken token) => store.ApplyItemAsync(
        new ItemObservation(1, new Observation<bool>(true, Time, Time, ObservedBy.Webhook), new Presence(IsPresent: true, Time)),
        Time, token);

    private static Task<ItemChange> ReadItemAsync(IInventoryStore store, CancellationToken token) => store.ApplyItemReadAsync(
        new ItemRead(1, Time, new ItemSnapshot(
            true, Time, [new LevelSnapshot(1, 5, Time)],
            [new VariantSnapshot(1, Details, Time, new ProductSnapshot(1, new ProductDetails("Shirt", "ACTIVE"), Time))])),
        Time, token);

    private static Task<ProductChange> ApplyProductAsync(IInventoryStore store, CancellationToken token) => store.ApplyProductAsync(
        new ProductObservation(
            1, ObservedBy.Webhook, new Presence(IsPresent: true, Time),
            new Observation<ProductDetails>(new ProductDetails("Shirt", "ACTIVE"), Time, Time, ObservedBy.Webhook),
            new VariantListing(
                [new VariantObservation(1, 1, Details with { Title = "Large" }, Time)], [new VariantStamp(2, Time)])), Time, token);

    private static Task<ProductReadChange> ReadProductAsync(IInventoryStore store, CancellationToken token) => store.ApplyProductReadAsync(
        new ProductRead(1, Time, new ProductContent(
            new ProductDetails("Shirt", "ACTIVE"), Time, [new ProductVariant(new VariantObservation(1, 1, Details, Time), true, Time)])),
        Time, token);

    /// <summary>
    /// What the operations name: a product with two variants and two that are named only, an item with a level, one location.
    /// </summary>
    private static RegisterSet RegistersOf(bool isHeld)
    {
        var registers = new RegisterSet(new LockedKeys([1], [1]), [1, 2], absentSince: null);
        registers.LoadLocation(1, counts: true);
        if (!isHeld) return registers;

        var (product, presence) = (new ProductDetails("Shirt", "ACTIVE"), new Presence(IsPresent: true, Early));
        registers.Load(1, new ProductRegisters(Observed(product), presence, VariantsSeenAt: null));
        registers.Load(1, new ItemRegisters(Observed(true), presence));
        registers.Load(new LevelKey(1, 1), new LevelRegisters(Observed<int?>(1), presence));
        foreach (var variant in (long[])[1, 3])
        {
            registers.Load(variant, new VariantRegisters(
                Observed(new Membership(Details, 1, 1)), presence, product, Tracked: true, Available: 1));
        }

        foreach (var variant in (long[])[2, 4]) registers.Load(variant, new UnreadVariant(1, Early));
        return registers;

        static Observation<T> Observed<T>(T value) => new(value, Early, Early, ObservedBy.Webhook);
    }

    /// <summary>The item's look-up is answered by a read of now, and the product's by none.</summary>
    private static NeedSet NeedsOf(bool isHeld)
    {
        LookUpKey[] keys = [new(LookUpKind.InventoryItem, 1), new(LookUpKind.Product, 1)];
        var needs = new NeedSet(keys, earlySync: null, window: null, new MergeTimes(Time, TimeSpan.FromMinutes(2)));
        if (!isHeld) return needs;
        needs.Load(new PendingLookUp(LookUpKind.InventoryItem, 1, LookUpReason.Conflict, Early, Early, Early, 0));
        needs.Load(new PendingLookUp(LookUpKind.Product, 1, LookUpReason.Conflict, Early, Time, Early, 0));
        return needs;
    }

    private sealed class SilentSessions(List<SqlCommand> sent, bool isHeld) : SqlServerSessions(
        "Server=nowhere", SqlFiles.Parsed, TimeProvider.System, new Random(1))
    {
        public override async Task<T> RunAsync<T>(
            TimeSpan timeout, Func<SqlServerSession, int, Task<T>> work, CancellationToken cancellationToken)
        {
            await using var session = new SilentSession(sent, isHeld);
            return await work(session, 1);
        }
    }

    /// <summary>Answers with nothing, but for what the operation could not go on without.</summary>
    private sealed class SilentSession(List<SqlCommand> sent, bool isHeld) : SqlServerSession(
        new SqlConnection(), SqlFiles.Parsed, TimeSpan.FromMinutes(1), CancellationToken.None)
    {
        private readonly Dictionary<string, object> _answers = new(StringComparer.Ordinal)
        {
            ["ReadMigrations"] = SqlServerMigrations.Scripts.All.ToList(),
            ["ReadMissingRights"] = new List<string>(),
            ["ReadForeignKeys"] = new List<string>(),
            ["BindDatabase"] = ("shop.myshopify.com", true),
            ["ReadIncludedLocations + ReadBinding"] = new HeldBinding("shop.myshopify.com", [], 3),
            ["BeginReplacement"] = (UnixTime?)Time,
            ["ReadVariantDrift"] = new List<VariantDrift> { new(1, Details, Details) },
            ["CountStaged"] = new StagedCounts(1, 1, 1, 0),
            ["LeaseRun"] = (long?)1L,
            ["ReadSyncHistory"] = new SyncHistory(null, null, 0, IsRunning: false),
            ["ReadRunWindow"] = (Time, Time, Time),
            ["ReadRefusals"] = new List<RefusedHour>(),
            ["ReadSubscriptionGaps"] = new List<SubscriptionGap>(),
            ["CountCauses"] = new List<CauseCount>(),
            ["CountDeliveries"] = new List<TopicDeliveries>(),
            ["WriteFailedChange"] = true,
            ["ListFailedChanges"] = new List<FailedChangeRow>
            {
                new("w-1", "rejected", null, "r", Time, Time, LookUpKind.Product, 1, 0, RepairState.Dropped),
            },
            ["RecordSubscriptionCheck"] = (true, true),
            ["LockKeys + LoadAbsence + LoadProducts + LoadItems + LoadLevels + LoadLocations + LoadVariants + LoadUnreadVariants"] =
                RegistersOf(isHeld),
            ["LockNeeds + LoadLookUps + LoadEarlySync + LoadLookUpWindow"] = NeedsOf(isHeld),
        };

        public override Task BeginAsync() => Task.CompletedTask;

        public override Task CommitAsync() => Task.CompletedTask;

        public override Task RollBackAsync() => Task.CompletedTask;

        public override Task CopyAsync(string table, System.Data.Common.DbDataReader rows) => Task.CompletedTask;

        public override Task<T> QueryAsync<T>(SqlServerStatement statement, SqlCommand command, Func<SqlServerAnswer, Task<T>> read)
        {
            sent.Add(Copy(command));
            return Task.FromResult(_answers.TryGetValue(statement.Name, out var answer) ? (T)answer : default!);
        }

        /// <summary>The session disposes of its own.</summary>
        private static SqlCommand Copy(SqlCommand command) => command.Clone();
    }
}
