using System.Globalization;
using System.Net;
using System.Net.Sockets;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Support;
using LocalRun.Run;
using Microsoft.Data.Sqlite;
using PlayedTime;

namespace Tools.Tests.LocalRun;

/// <summary>The verb `run`, as its user sees it.</summary>
public sealed class RunVerbTests : IDisposable
{
    private const int Variants = 100;

    private readonly TempFolder _folder = new();
    private readonly CapturedConsole _console = new();
    private readonly PlayedClock _clock = new(RealTime.Now);

    public void Dispose()
    {
        _console.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Once_ends_with_0_when_the_tables_equal_the_store()
    {
        var exitCode = await RunAsync(Options() with { Once = true, Webhooks = 60 });

        Assert.True(exitCode == 0, _console.Text);
        Assert.Contains("The tables equal the store", _console.Text, StringComparison.Ordinal);
        Assert.Contains("the first 60 measured", _console.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Root));
    }

    [Fact]
    public async Task A_burst_tells_how_fast_it_was_taken_in_and_worked_off()
    {
        var exitCode = await RunAsync(Options() with { Once = true, Webhooks = 100, Burst = true });

        Assert.True(exitCode == 0, _console.Text);
        Assert.Matches(
            @"Burst +taken in within [\d.,]+ s \([\d,]+ webhooks/s\), worked off within [\d.,]+ s \([\d,]+ changes/s\)", _console.Text);
    }

    [Fact]
    public async Task A_second_run_goes_on_with_the_store_and_the_database_of_the_first_and_a_fresh_one_with_neither()
    {
        await RunUntilItSellsAsync(Options());
        Assert.Contains("Full sync 1: 100 variants", _console.Text, StringComparison.Ordinal);
        Assert.Contains("(13 webhook subscriptions changed", _console.Text, StringComparison.Ordinal);
        Assert.Equal("Stopped. The next run goes on from here.", _console.Lines[^1]);
        await File.WriteAllTextAsync(_folder.File("notes.txt"), "the user's own");

        _console.Clear();
        await RunUntilItSellsAsync(Options() with { Variants = 77 });
        Assert.Matches("Full sync 2: (99|1..) variants, .* drift 0 ", _console.Text);
        Assert.Contains("(0 webhook subscriptions changed", _console.Text, StringComparison.Ordinal);

        _console.Clear();
        await RunUntilItSellsAsync(Options() with { Variants = 77, Fresh = true });
        Assert.Contains("Full sync 1: 77 variants", _console.Text, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("notes.txt")));
    }

    [Fact]
    public async Task A_run_that_is_stopped_before_it_is_ready_is_gone_on_with_by_the_next()
    {
        using (var stop = new CancellationTokenSource())
        {
            var running = Start(Options(), stop.Token);
            await _clock.PlayUntilAsync(() => HasRowsAsync("SyncRun"), "the full sync has begun", running);
            await stop.CancelAsync();
            Assert.Equal(1, await EndAsync(running));
            Assert.Equal("Stopped before it was ready.", _console.Lines[^1]);
        }

        await GoesOnAsync();
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line_and_an_exit_code_of_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        Assert.Equal(1, await RunAsync(Options() with { Port = port }));
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), Assert.Single(_console.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_shop_is_refused_in_one_clear_line()
    {
        using (var store = new SqliteInventoryStore($"Data Source={_folder.File("inventory.db")};Pooling=False"))
            await store.PrepareAsync(new StoreBinding("another.myshopify.com", [], TimeSpan.Zero), CancellationToken.None);

        Assert.Equal(1, await RunAsync(Options()));
        Assert.StartsWith(
            "This database holds the stock of another.myshopify.com, but", Assert.Single(_console.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_accepted_when_a_run_was_stopped_is_applied_by_the_next()
    {
        await using (var system = await RunningSystem.StartAsync(_folder))
        {
            await system.SyncWellAsync();
            Task stopping;
            await using (await SqliteFile.LockAsync(_folder.Database("inventory.db")))
            {
                foreach (var level in system.Shop.Read(view => view.Levels.Take(40).ToList()))
                    system.Shop.Adjust(level.InventoryItemId, level.LocationId, 1);
                await system.IsDeliveredAsync();
                Assert.Equal(0, system.Store.Deliverer.Statistics.FailedAttempts);
                stopping = system.App.DisposeAsync().AsTask();
            }

            await RealTime.EndsAsync(stopping);
        }

        Assert.NotEmpty(await SqliteFile.QueryAsync(_folder.Database("queues.db"), "SELECT 1 FROM QueueMessage LIMIT 1"));
        await using var next = await RunningSystem.StartAsync(_folder);
        await next.SettleAsync();
        next.TablesEqualTheStore();
        Assert.Equal(["1"], await next.QueryAsync("SELECT count(*) FROM SyncRun"));
    }

    [Fact]
    public async Task A_run_that_was_killed_in_its_full_sync_is_gone_on_with_by_the_next()
    {
        using (var killed = new RunProcess(_folder.Root, Variants))
        {
            await Eventually.True(
                () => HasRowsAsync("SyncRun WHERE BulkOperationId IS NOT NULL AND State < 5"), "Shopify works on the full sync");
            killed.Kill();
        }

        // What it had leased is free after two minutes.
        await _clock.SkipAsync(TimeSpan.FromMinutes(3));
        await RunUntilItSellsAsync(Options());
        Assert.Contains(
            "Full sync 1 ended as Failed: Waiting: Shopify does not know the bulk operation", _console.Text, StringComparison.Ordinal);
        Assert.Contains("Full sync 2: 100 variants", _console.Text, StringComparison.Ordinal);
        await GoesOnAsync();
    }

    [Fact]
    public async Task A_run_that_was_killed_while_it_sold_is_gone_on_with_by_the_next()
    {
        using (var killed = new RunProcess(_folder.Root, Variants))
        {
            await Eventually.True(() => killed.Output.Contains(" ms (app ", StringComparison.Ordinal), "a change is handled");
            killed.Kill();
        }

        await GoesOnAsync();
    }

    /// <summary>Anything else starts with these files, and the next full sync makes the tables equal.</summary>
    private async Task GoesOnAsync()
    {
        // A message that was at work when its process was killed comes back after ten minutes.
        await _clock.SkipAsync(TimeSpan.FromMinutes(11));
        await using var system = await RunningSystem.StartAsync(_folder, clock: _clock);
        var run = await system.SyncAsync();
        if (run.State is SyncState.Failed) await system.SyncWellAsync(); // the one that was left: its operation was the other process's
        await system.SettleAsync();
        system.TablesEqualTheStore();
    }

    private RunOptions Options() => new(_folder.Root, Fresh: false, Once: false, Webhooks: 0, Variants, Port: 0, Seed: 1);

    private Task<int> RunAsync(RunOptions options) => EndAsync(Start(options, CancellationToken.None));

    private StartedWork Start(RunOptions options, CancellationToken cancellationToken) =>
        _clock.Start(() => new Runner(options, _console.Console, _clock).RunAsync(cancellationToken));

    private async Task<int> EndAsync(StartedWork running)
    {
        await _clock.PlayAsync(running);
        return await (Task<int>)running.Task;
    }

    /// <summary>Runs until a change of the store has become a row, and stops it as Ctrl+C does.</summary>
    private async Task RunUntilItSellsAsync(RunOptions options)
    {
        // Not in the second of an earlier run's full sync, which this one's would have to be newer than.
        await _clock.SkipAsync(TimeSpan.FromSeconds(1));
        using var stop = new CancellationTokenSource();
        var running = Start(options, stop.Token);
        await _clock.PlayUntilAsync(
            () => Task.FromResult(_console.Text.Contains(" ms (app ", StringComparison.Ordinal)), "a change is handled", running);
        await stop.CancelAsync();
        Assert.True(await EndAsync(running) == 0, _console.Text);
    }

    private async Task<bool> HasRowsAsync(string table)
    {
        if (!File.Exists(_folder.File("inventory.db"))) return false;
        try
        {
            return (await SqliteFile.QueryAsync(_folder.Database("inventory.db"), $"SELECT 1 FROM {table} LIMIT 1")).Count > 0;
        }
        catch (SqliteException)
        {
            return false; // not made yet
        }
    }
}
