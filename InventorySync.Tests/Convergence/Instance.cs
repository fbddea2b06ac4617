using InventorySync.Changes;
using InventorySync.Drift;
using InventorySync.FullSync;
using InventorySync.LookUps;
using InventorySync.Maintenance;
using InventorySync.Observations;
using InventorySync.Probe;
using InventorySync.Shopify;
using InventorySync.Status;
using InventorySync.Tests.FullSync;
using InventorySync.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// One instance of the app: the real rooms, put together as the composition root does, over a simulated world that may end it at any await.
/// </summary>
internal sealed class Instance
{
    private readonly History _history;
    private readonly List<Action> _unfinished = [];
    private readonly InventoryProbe _probe;

    public Instance(History history, string name, TimeSpan clockOffset)
    {
        (_history, Name) = (history, name);
        var clock = new SkewedClock(history.Scheduler, clockOffset, () => IsAlive);
        var options = Options.Create(
            new ShopifyOptions { ShopDomain = Laboratory.Shop, ClientId = "client", ClientSecret = Deliveries.Secret });
        var syncOptions = Options.Create(
            new FullSyncOptions { FullSyncSchedule = "0 0 */4 * * *", MaxShrinkPercent = History.MaxShrinkPercent });
        var reads = Options.Create(new StaleReadOptions { StaleReadMargin = Laboratory.Margin });
        var (metrics, tracing) = (history.Laboratory.Metrics, history.Laboratory.Tracing);
        var clients = new SimulatedClients(history, this);
        var store = StoreCalls.Of(history, this);
        // Look-ups, full syncs and probes have a token of their own each: who waits for another's goes on on a thread of the pool, and a
        // simulation has none.
        var (api, lookUpApi) = (Api(), Api());
        var observations = new ObservationLog(
            store, Options.Create(new ObservationOptions()), clock, metrics, NullLogger<ObservationLog>.Instance);
        var lookUps = new LookUpRunner(
            store, new InventoryReader(lookUpApi, reads), new ProductReader(lookUpApi, reads),
            new LookUpAnswers(store, observations, clock, NullLogger<LookUpAnswers>.Instance), clock, metrics,
            NullLogger<LookUpRunner>.Instance);
        var deliveries = new DeliveryCounter(store, clock, metrics, NullLogger<DeliveryCounter>.Instance);
        var drift = new DriftAnalyzer(
            store, history.Queue, observations, deliveries, clock, metrics, NullLogger<DriftAnalyzer>.Instance);
        var runner = Runners.Of(
            store, new BulkOperations(api), new BulkDownload(clients), new LocationReader(api), syncOptions, clock, history.NewOwner,
            drift, metrics,
            NullLoggerFactory.Instance).Runner;
        Receiver = new WebhookReceiver(
            new WebhookSignature(options), options, clock, metrics, tracing, NullLogger<WebhookReceiver>.Instance);
        var applier = new ChangeApplier(
            new ChangeBatches(store, clock, TaskCreationOptions.None), store, store, observations, clock, metrics,
            NullLogger<ChangeApplier>.Instance);
        Changes = new ChangeHandler(
            applier, lookUps, new LagRecorder(store, metrics, NullLogger<LagRecorder>.Instance), observations, deliveries, clock, tracing);
        Poison = new PoisonHandler(store, lookUps, observations, deliveries, clock, metrics, NullLogger<PoisonHandler>.Instance);
        FullSync = runner;
        Gate = new PauseGate(store, clock, NullLogger<PauseGate>.Instance);
        _probe = new InventoryProbe(
            store, store, store, new ProbeSample(store, new InventoryReader(Api(), reads), new Random((int)history.Plan.Seed)),
            new ProbeRepair(store, store, store, observations, clock, metrics, NullLogger<ProbeRepair>.Instance), clock,
            NullLogger<InventoryProbe>.Instance);
        Dictionary<Type, IMaintenanceTask> tasks = new IMaintenanceTask[]
        {
            new HeartbeatTask(Heartbeat()), new LookUpTask(lookUps), new ObservationTask(observations), new DeliveryTask(deliveries),
            new DriftTask(drift), new FullSyncRecoveryTask(runner, store, syncOptions, clock),
        }.ToDictionary(task => task.GetType());
        Maintenance = new MaintenanceRound(
            [.. history.Laboratory.MaintenanceTasks.Where(task => history.Plan.HasFullSyncs || task != typeof(FullSyncRecoveryTask))
                .Select(task => tasks[task])],
            Gate, NullLogger<MaintenanceRound>.Instance);

        HeartbeatWriter Heartbeat()
        {
            var queues = new QueueWatch(history.Queue, clock);
            var judge = new HealthJudge(syncOptions, Options.Create(new ProbeOptions { ProbeSchedule = Timers.ProbeSchedule }));
            return new HeartbeatWriter(
                store, new StatusReader(store, store, store, queues, judge, options, clock), queues, judge, metrics, clock);
        }

        AdminApi Api() => new(
            clients, new AccessTokens(clients, options, clock), options, clock, new Random((int)history.Plan.Seed),
            NullLogger<AdminApi>.Instance);
    }

    public string Name { get; }

    public bool IsAlive { get; private set; } = true;

    public WebhookReceiver Receiver { get; }

    public ChangeHandler Changes { get; }

    public PoisonHandler Poison { get; }

    public FullSyncRunner FullSync { get; }

    public PauseGate Gate { get; }

    public MaintenanceRound Maintenance { get; }

    /// <summary>What the probe's timer does.</summary>
    public async Task ProbeAsync()
    {
        if (await Gate.IsPausedAsync(CancellationToken.None)) return;
        if (await _probe.RunAsync(CancellationToken.None)) await FullSync.RunAsync(mayStart: true, CancellationToken.None);
    }

    /// <summary>An await of the real code: when it goes on, if it does.</summary>
    /// <param name="fails">Makes the exception that the awaited dependency may throw here; null if it cannot fail.</param>
    public Task PointAsync(string what, Func<Exception>? fails = null)
    {
        var done = new TaskCompletionSource();
        var dice = _history.PointDice;
        // Now and then an instance hangs for longer than its lease, and goes on as if nothing had been.
        var hangs = _history.Plan.Crashes && _history.IsRough && dice.Below(3_000) == 0;
        var delay = hangs ? dice.Between(130, 400) : dice.Chance(20) ? dice.Between(0.5, 7) : dice.Between(0, 0.02);
        var crashes = _history.Plan.Crashes && dice.Chance(2) && _history.IsRough;
        var isFailing = _history.Plan.Fails && fails is not null && dice.Chance(10) && _history.IsRough;
        _history.Scheduler.After(delay, () =>
        {
            if (!IsAlive) return;
            if (crashes) Crash(what);
            else if (isFailing) done.SetException(fails!());
            else done.SetResult();
        });
        return done.Task;
    }

    /// <summary>Says what becomes of a piece of work if this instance ends before it.</summary>
    /// <returns>To be called when the work has ended.</returns>
    public Action Unfinished(Action whenCrashed)
    {
        _unfinished.Add(whenCrashed);
        return () => _unfinished.Remove(whenCrashed);
    }

    /// <summary>Whatever it was doing is never gone on with; what waits for it learns of it as the platform has it.</summary>
    private void Crash(string where)
    {
        IsAlive = false;
        _history.Tell(() => $"instance {Name} crashes at {where}");
        foreach (var work in _unfinished) work();
        _history.Replace(this);
    }
}
