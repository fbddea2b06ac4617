using System.Globalization;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Convergence.Planted;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// One simulated history: the real rooms and the real SQLite store, and around them everything that may happen to them, by one seed.
/// </summary>
internal sealed class History : IDisposable
{
    public const int MaxShrinkPercent = 60;

    /// <summary>The shop's first record, which its opening makes.</summary>
    private const long FirstLocation = 1_000_000_000_001;

    /// <summary>Nothing takes longer: a webhook's day, its tries of four hours, look-ups that are put off for an hour.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(40);

    private readonly string _database;
    private readonly SqliteInventoryStore _store;
    private readonly List<Instance> _instances = [];
    private readonly List<string>? _trace;
    private readonly Merchant _merchant;
    private readonly Dice _instanceDice;
    private int _owners;

    private History(Laboratory laboratory, Plan plan, Fault fault, bool isTraced)
    {
        (Laboratory, Plan, Scheduler) = (laboratory, plan, new Scheduler());
        (_trace, _instanceDice) = (isTraced ? [] : null, Dice.Of(plan.Seed, 4));
        (PointDice, RequestDice) = (Dice.Of(plan.Seed, 5), Dice.Of(plan.Seed, 6));
        IncludedLocations = [.. Enumerable.Range(1, plan.IncludedLocations).Select(number => FirstLocation - 1 + number)];
        _database = laboratory.NewDatabase(IncludedLocations);
        fault.MakeViews(_database);
        var connectionString = Laboratory.ConnectionString(_database);
        Checks = new Checks(this, connectionString);
        _store = new SqliteInventoryStore(
            connectionString, Laboratory.Margin, fault.Texts, Checks.Executing,
            fault.Write is { } write ? transaction => new FaultyTransaction(transaction, write) : null);
        (Fault, Store) = (fault, fault.Wrap(_store));
        Shop = new SimulatedShop(Laboratory.Shop, new SkewedClock(Scheduler, TimeSpan.Zero, () => true), new Random((int)plan.Seed));
        (Shopify, Deliveries, Queue, Timers) = (new ShopifyApi(this), new Deliveries(this), new MessageQueue(this), new Timers(this));
        (Operator, _merchant) = (new Operator(this), new Merchant(this));
    }

    public Laboratory Laboratory { get; }

    public Plan Plan { get; }

    public Fault Fault { get; }

    /// <summary>The locations that the store is bound to; none means all.</summary>
    public IReadOnlyList<long> IncludedLocations { get; }

    public Scheduler Scheduler { get; }

    public IInventoryStore Store { get; }

    public SimulatedShop Shop { get; }

    public ShopifyApi Shopify { get; }

    public Deliveries Deliveries { get; }

    public MessageQueue Queue { get; }

    public Timers Timers { get; }

    public Operator Operator { get; }

    public Checks Checks { get; }

    public Dice PointDice { get; }

    public Dice RequestDice { get; }

    /// <summary>Whether things may go wrong: they do not any more once the end is waited for.</summary>
    public bool IsRough { get; private set; } = true;

    /// <summary>Deliveries and messages that are still on their way.</summary>
    public int Pending { get; set; }

    /// <summary>What was broken first; null while everything holds.</summary>
    public string? Broken { get; private set; }

    public static HistoryEnd Run(Laboratory laboratory, Plan plan, Fault? fault = null, bool isTraced = false)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            using var history = new History(laboratory, plan, fault ?? Fault.None, isTraced);
            history.Run();
            return new HistoryEnd(plan, history.Broken, history._trace ?? [], history.Deliveries.Debounced);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>A line of the trace, where one is kept.</summary>
    public void Tell(Func<string> line) =>
        _trace?.Add(string.Create(CultureInfo.InvariantCulture, $"{Scheduler.Now:dd HH:mm:ss.fff} {line()}"));

    /// <summary>A promise is broken: the history ends here.</summary>
    public void Break(string how)
    {
        Broken ??= how;
        Tell(() => $"BROKEN: {how}");
    }

    public Instance AnyInstance() => _instanceDice.Of<Instance>(_instances);

    public string NewOwner() => string.Create(CultureInfo.InvariantCulture, $"owner-{++_owners}");

    /// <summary>The platform starts another one; until then the others have the work.</summary>
    public void Replace(Instance crashed)
    {
        var at = _instances.IndexOf(crashed);
        if (at >= 0) _instances[at] = NewInstance(at);
    }

    public void Dispose()
    {
        Checks.Dispose();
        _store.Dispose();
        Laboratory.Delete(_database);
    }

    private void Run()
    {
        _instances.Add(NewInstance(0));
        _instances.Add(NewInstance(1));
        var opening = Dice.Of(Plan.Seed, 7);
        if (!Plan.StartsWithFullSync) Shop.Happened = happened => Deliveries.Tell(happened, opening);
        _merchant.Open(opening);
        var time = Scheduler.Now + TimeSpan.FromMinutes(Plan.StartsWithFullSync ? 10 : 1);
        if (Plan.StartsWithFullSync)
            Scheduler.After(TimeSpan.FromMinutes(5), Timers.SyncFully);
        foreach (var step in Plan.Steps) time = Schedule(step, time);

        RunUntil(time);
        Finish();
    }

    private DateTimeOffset Schedule(int step, DateTimeOffset time)
    {
        var dice = Dice.Of(Plan.Seed, 8, step);
        time += dice.Chance(400) ? dice.Between(0, 0.9) : dice.Chance(900) ? dice.Between(0, 40) : dice.Between(40, 400);
        Scheduler.At(time, () =>
        {
            Shop.Happened = happened => Deliveries.Tell(happened, dice);
            if (Plan.Pauses && dice.Chance(6)) Operator.Pause(dice);
            else if (Plan.HasFullSyncs && dice.Chance(25)) Timers.SyncFully();
            else _merchant.Act(step, dice);
        });
        return time;
    }

    private void RunUntil(DateTimeOffset end)
    {
        Timers.TickUntil(end);
        while (Broken is null && Scheduler.Step(end))
        {
        }
    }

    /// <summary>
    /// What is on its way arrives, look-ups are made, and the tables are compared with the store; after losses, after one full sync.
    /// </summary>
    private void Finish()
    {
        IsRough = false;
        if (!Plan.LosesWebhooks)
        {
            Settle();
            if (Broken is null) Checks.Store.Compare("after all webhooks", hasReadEverything: false);
        }

        // No change within the margin before the full sync; what is still delayed comes after it.
        Wait(TimeSpan.FromMinutes(15));
        if (!Plan.HasFullSyncs || Broken is not null) return;
        SyncFully();
        MakeLookUpsOfFullSync();
        if (Broken is null) Checks.Store.Compare("after the full sync", hasReadEverything: true);
        Settle();
        if (Broken is null) Checks.Store.Compare("after the full sync and everything that came later", hasReadEverything: true);
    }

    private void SyncFully()
    {
        var quietSince = Scheduler.Now - Laboratory.Margin;
        for (var tries = 0; tries < 20 && Broken is null && Checks.LastReadAt < quietSince; tries++)
        {
            Timers.SyncFully();
            Wait(TimeSpan.FromMinutes(10));
        }

        if (Broken is null && Checks.LastReadAt < quietSince) Break("no full sync succeeds any more");
    }

    /// <summary>Where Shopify counts levels that it does not show, a download leaves the absence of a level to a look-up.</summary>
    private void MakeLookUpsOfFullSync()
    {
        for (var rounds = 0; rounds < 10 && Broken is null && Plan.CountsInactive && Checks.HasWork(); rounds++)
        {
            Timers.Maintain();
            Wait(TimeSpan.FromMinutes(5));
        }
    }

    private void Settle()
    {
        var end = Scheduler.Now + Longest;
        while (Broken is null && Scheduler.Now < end && (Pending > 0 || Checks.HasWork()))
        {
            if (Checks.HasWork()) Timers.Maintain();
            Wait(Checks.HasWork() ? TimeSpan.FromMinutes(5) : TimeSpan.FromMinutes(60));
        }

        if (Broken is null && (Pending > 0 || Checks.HasWork()))
            Break($"it does not come to rest: {Pending} deliveries, work for the maintenance: {Checks.HasWork()}");
    }

    private void Wait(TimeSpan time)
    {
        var end = Scheduler.Now + time;
        var isOver = false;
        Scheduler.At(end, () => isOver = true);
        while (Broken is null && !isOver && Scheduler.Step(end))
        {
        }
    }

    private Instance NewInstance(int number) => new(
        this, string.Create(CultureInfo.InvariantCulture, $"{(number == 0 ? "A" : "B")}"),
        Plan.ClockDifference + TimeSpan.FromMilliseconds(number * 700));
}

/// <summary>How a history ended.</summary>
/// <param name="Broken">The promise that was broken; null if none was.</param>
internal sealed record HistoryEnd(Plan Plan, string? Broken, IReadOnlyList<string> Trace, int Debounced);

/// <summary>A promise of the system is broken, which ends the history.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
