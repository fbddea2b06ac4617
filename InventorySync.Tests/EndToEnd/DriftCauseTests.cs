using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using InventorySync.Cli.Operations;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using LocalRun.Run;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.EndToEnd;

/// <summary>
/// Each cause of a drift, planted in the simulated store, the network, the queue or the database, and read back through the store and
/// through the verb `drift`.
/// </summary>
public sealed class DriftCauseTests : IAsyncLifetime, IDisposable
{
    /// <summary>More than the margin, within which a webhook may still be on its way.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(3);

    private readonly TempFolder _folder = new();
    private readonly CapturedConsole _console = new();
    private RunningSystem _system = null!;
    private IDisposable _underWay = null!;
    private InventoryLevel _level = null!;

    public async Task InitializeAsync()
    {
        _system = await RunningSystem.StartAsync(_folder);
        _underWay = RunFile.Write(
            new DirectoryInfo(_folder.Root), _system.Settings, _system.Store.Simulator.Address, _system.App.Address,
            _folder.File("queues.db"), _system.App.FunctionKey);
        await _system.SyncWellAsync();
        _level = _system.Shop.Read(view => view.Items
            .Where(item => item.Tracked && item.VariantIds.Length == 1)
            .Select(item => view.Level(item.Id, item.LocationIds[0])!)
            .First());
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose()
    {
        _underWay.Dispose();
        _console.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task No_delivery_came()
    {
        _system.Faults.WebhookLossRate = 1;
        await SellAsync(2);
        await _system.DeliverAsync();

        await SyncAsync();

        await IsToldAsync(DriftCause.NoDelivery, "too high", isSettled: false);
        Assert.Equal(["inventory_levels/update|1"], await MissedAsync());
    }

    [Fact]
    public async Task It_came_and_was_refused()
    {
        _system.Store.Deliverer.Secret = "a-stranger's";
        await SellAsync(-3); // a return
        await _system.Clock.RestAsync();
        Assert.Equal(2, _system.Store.Deliverer.Statistics.FailedAttempts);

        await SyncAsync();

        await IsToldAsync(DriftCause.Refused, "too low", isSettled: false);
        Assert.Empty(await MissedAsync());
    }

    [Fact]
    public async Task It_was_refused_until_the_secret_was_put_right_and_that_stays_the_cause()
    {
        _system.Store.Deliverer.Secret = "a-stranger's";
        await SellAsync(1);
        await _system.Clock.RestAsync();
        Assert.Equal(2, _system.Store.Deliverer.Statistics.FailedAttempts);
        await SyncAsync();

        _system.Store.Deliverer.Secret = SimulatedStore.ClientSecret;
        await _system.DeliverAsync(); // Shopify tries again
        await _system.HandleAsync();
        await SettleAgainAsync();

        await IsToldAsync(DriftCause.Refused, "too high", isSettled: false);
    }

    [Fact]
    public async Task It_came_and_could_not_be_applied()
    {
        // Neither by its message nor by a look-up; a full sync may, in its last transaction.
        await ExecuteAsync(
            $"CREATE TRIGGER Planted BEFORE UPDATE ON InventoryLevel WHEN NEW.InventoryItemId = {_level.InventoryItemId} "
            + $"AND NOT EXISTS (SELECT 1 FROM SyncRun WHERE State = {(int)SyncState.Replacing}) BEGIN SELECT RAISE(ABORT, 'planted'); END");
        await SellAsync(2);
        await _system.Clock.PlayUntilAsync(
            async () => (await _system.QueryAsync("SELECT 1 FROM FailedChange")).Count > 0
                && await _system.App.CountMessagesAsync(CancellationToken.None) is { Waiting: 0, Poison: 0 },
            "the message is given up and recorded");

        await SyncAsync();

        await IsToldAsync(DriftCause.Failed, "too high", isSettled: true);
    }

    [Fact]
    public async Task It_came_late_which_is_known_once_it_has_come()
    {
        _system.Faults.WebhookDelay = TimeSpan.FromMinutes(10);
        await SellAsync(2);
        await SyncAsync();
        await IsToldAsync(DriftCause.NoDelivery, "too high", isSettled: false);

        await _system.Clock.SkipAsync(TimeSpan.FromMinutes(10));
        await _system.DeliverAsync();
        await _system.HandleAsync();
        await SettleAgainAsync();

        await IsToldAsync(DriftCause.Late, "too high", isSettled: false);
        Assert.Empty(await MissedAsync());
    }

    [Fact]
    public async Task The_subscription_was_missing_which_the_check_before_the_full_sync_has_found()
    {
        RemoveSubscription("INVENTORY_LEVELS_UPDATE");
        await SellAsync(2);
        await _system.DeliverAsync();
        await _system.Clock.SkipAsync(Overdue);
        await _system.App.CheckSubscriptionsAsync(CancellationToken.None);

        Assert.Equal(1, (await _system.SyncWellAsync()).Drift);

        await IsToldAsync(DriftCause.SubscriptionMissing, "too high", isSettled: false);
    }

    [Fact]
    public async Task The_subscription_was_missing_which_the_check_after_the_full_sync_finds()
    {
        RemoveSubscription("INVENTORY_LEVELS_UPDATE");
        await SellAsync(2);
        await _system.DeliverAsync();
        await SyncAsync();
        await IsToldAsync(DriftCause.NoDelivery, "too high", isSettled: false);

        await _system.App.CheckSubscriptionsAsync(CancellationToken.None);
        await SettleAgainAsync();

        await IsToldAsync(DriftCause.SubscriptionMissing, "too high", isSettled: false);
    }

    /// <summary>
    /// Until they were first made, before the first full sync read, there were none: that is no cause of what happened since.
    /// </summary>
    [Fact]
    public async Task A_product_that_went_without_a_word_is_no_matter_of_the_time_before_the_first_subscription()
    {
        _system.Faults.WebhookLossRate = 1;
        await _system.Clock.SkipAsync(TimeSpan.FromSeconds(2));
        var product = _system.Shop.Read(view => view.Products.First());
        _system.Shop.DeleteProduct(product.Id);
        await _system.DeliverAsync();
        await _system.Clock.SkipAsync(Overdue);
        var report = await _system.SyncWellAsync();

        var rows = await _system.Tables.ListDriftAsync(new DriftFilter(), 1_000, CancellationToken.None);
        Assert.Equal(report.Drift, rows.Count);
        Assert.Equal([DriftCause.NoDelivery], rows.Select(row => row.Cause!.Value).Distinct());
        Assert.Contains(rows, row => row is { Kind: DriftKinds.VariantPresence, Direction: DriftDirection.TooHigh });
        Assert.Contains("products/update|1", await MissedAsync());
    }

    [Fact]
    public async Task Another_program_wrote_the_availability()
    {
        await ExecuteAsync($"UPDATE Sku SET Available = Available + 7 WHERE InventoryItemId = {_level.InventoryItemId}");

        await SyncAsync();

        await IsToldAsync(DriftCause.OtherProgram, "too high", isSettled: true, DriftKinds.Sum);
    }

    [Fact]
    public async Task Another_program_wrote_the_level_which_nothing_has_changed_in_the_shop()
    {
        await OverwriteLevelAsync(-1);

        await SyncAsync();

        await IsToldAsync(DriftCause.OtherProgram, "too low", isSettled: true);
    }

    [Fact]
    public async Task It_came_in_time_and_the_row_was_wrong_all_the_same()
    {
        await SellAsync(2);
        await _system.SettleAsync();
        await OverwriteLevelAsync(4);

        await SyncAsync();

        await IsToldAsync(DriftCause.Unknown, "too high", isSettled: false);
    }

    [Fact]
    public async Task After_a_day_a_cause_is_settled_and_what_was_in_flight_never_had_one()
    {
        _system.Faults.WebhookLossRate = 1;
        await SellAsync(2);
        await _system.DeliverAsync();
        await _system.Clock.SkipAsync(Overdue);
        var other = _system.Shop.Read(view => view.Items.Where(item => item.Tracked && item.Id != _level.InventoryItemId)
            .Select(item => view.Level(item.Id, item.LocationIds[0])!)
            .First());
        _system.Shop.Adjust(other.InventoryItemId, other.LocationId, 5);
        await _system.DeliverAsync();
        Assert.Equal((1, 1), await _system.SyncWellAsync() is { } report ? (report.Drift, report.InFlight) : default);

        await _system.Clock.SleepAsync(TimeSpan.FromHours(25));
        await SettleAgainAsync();

        await IsToldAsync(DriftCause.NoDelivery, "too high", isSettled: true);
        Assert.Equal(
            ["1|null|null"], await _system.QueryAsync("SELECT IsInFlight, Cause, LookAgainAt FROM SyncDrift WHERE IsInFlight = 1"));
    }

    private async Task SellAsync(int pieces)
    {
        // In the second of the full sync's own changes Shopify would send the product's message but once.
        await _system.Clock.SkipAsync(TimeSpan.FromSeconds(2));
        _system.Shop.Adjust(_level.InventoryItemId, _level.LocationId, -pieces);
    }

    private async Task SyncAsync()
    {
        await _system.Clock.SkipAsync(Overdue);
        Assert.Equal((1, 0), await _system.SyncWellAsync() is { } report ? (report.Drift, report.InFlight) : default);
    }

    private async Task SettleAgainAsync()
    {
        // Longer than any wait so far: the recovery may have looked in vain just before.
        await _system.Clock.SkipAsync(TimeSpan.FromMinutes(40));
        await _system.Clock.PlayAsync(() => _system.App.RunRecoveryAsync(CancellationToken.None));
    }

    /// <summary>In the store, in its summary, and by both verbs: the same everywhere.</summary>
    private async Task IsToldAsync(DriftCause cause, string direction, bool isSettled, string kind = DriftKinds.Available)
    {
        var row = Assert.Single(await _system.Tables.ListDriftAsync(new DriftFilter(), 10, CancellationToken.None));
        Assert.Equal(
            (kind, _level.InventoryItemId, cause, isSettled), (row.Kind, row.InventoryItemId!.Value, row.Cause!.Value, row.IsSettled));
        Assert.Equal([new CauseCount(cause, 1)], (await TrustAsync()).Causes);

        var sku = Assert.Single(await _system.QueryAsync($"SELECT Sku FROM Sku WHERE InventoryItemId = {_level.InventoryItemId}"));
        Assert.Equal(0, await RunAsync("drift", "list", "--cause", cause.ToString().ToLowerInvariant(), "--run", "2"));
        var line = Assert.Single(_console.Lines, line => line.Contains($"{cause}{(isSettled ? " " : "?")}", StringComparison.Ordinal));
        Assert.Contains(sku, line, StringComparison.Ordinal);
        Assert.Contains(direction, line, StringComparison.Ordinal);

        Assert.Equal(0, await RunAsync("drift", "list", "--json", "--cause", cause.ToString()));
        var json = Assert.Single(JsonDocument.Parse(_console.Text).RootElement.EnumerateArray());
        Assert.Equal((cause.ToString(), sku), (json.GetProperty("cause").GetString(), json.GetProperty("sku").GetString()));

        Assert.Equal(0, await RunAsync("drift", "summary", "--json"));
        var summary = JsonDocument.Parse(_console.Text).RootElement;
        Assert.Equal(
            [cause.ToString()], summary.GetProperty("causes").EnumerateArray().Select(total => total.GetProperty("cause").GetString()));
        Assert.Equal(
            [cause.ToString()],
            summary.GetProperty("all").GetProperty("causes").EnumerateArray().Select(total => total.GetProperty("cause").GetString()));
        Assert.Equal(0, await RunAsync("drift", "summary"));
        Assert.Contains(
            _console.Lines,
            shown => shown.Contains(cause.ToString(), StringComparison.Ordinal) && shown.Contains("│ 1", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> MissedAsync() =>
    [
        .. (await TrustAsync()).Deliveries!.Where(topic => topic.Missed > 0)
            .Select(topic => string.Create(CultureInfo.InvariantCulture, $"{topic.Topic}|{topic.Missed}")),
    ];

    /// <summary>Of the run that found the drift.</summary>
    private async Task<RunTrust> TrustAsync() =>
        (await _system.Tables.GetTrustAsync(default, CancellationToken.None)).Single(run => run.RunId == 2);

    private void RemoveSubscription(string topic)
    {
        var subscriptions = _system.Store.Simulator.Subscriptions;
        subscriptions.Remove(subscriptions.All.Single(subscription => subscription.Topic == topic).Id);
    }

    private Task OverwriteLevelAsync(int by) => ExecuteAsync(
        $"UPDATE InventoryLevel SET Available = Available + {by} WHERE InventoryItemId = {_level.InventoryItemId} "
        + $"AND LocationId = {_level.LocationId};"
        + $"UPDATE Sku SET Available = Available + {by} WHERE InventoryItemId = {_level.InventoryItemId}");

    private Task ExecuteAsync(string sql) => SqliteFile.ExecuteAsync(_folder.Database("inventory.db"), sql);

    private async Task<int> RunAsync(params string[] words)
    {
        _console.Clear();
        var root = new RootCommand();
        foreach (var each in OperationsVerbs.Create(_console.Console, _system.Clock)) root.Subcommands.Add(each);
        var exitCode = 0;
        await _system.Clock.PlayAsync(async () => exitCode = await root.Parse([.. words, "--state", _folder.Root]).InvokeAsync());
        return exitCode;
    }
}
