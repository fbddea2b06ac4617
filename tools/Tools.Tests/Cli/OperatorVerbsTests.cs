using System.CommandLine;
using System.Text.Json;
using InventorySync.Cli.Operations;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using ShopifySimulator;
using ShopifySimulator.Shop;

namespace Tools.Tests.Cli;

/// <summary>The verbs status, full-sync, pause, resume and failed, as an operator in a second terminal uses them beside a `run`.</summary>
public sealed class OperatorVerbsTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CapturedConsole _console = new();
    private RunningSystem _system = null!;
    private IDisposable _underWay = null!;

    public async Task InitializeAsync()
    {
        _system = await RunningSystem.StartAsync(_folder);
        _underWay = RunFile.Write(
            new DirectoryInfo(_folder.Root), _system.Settings, _system.Store.Simulator.Address, _system.App.Address,
            _folder.File("queues.db"), _system.App.FunctionKey);
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose()
    {
        _underWay.Dispose();
        _console.Dispose();
        _folder.Dispose();
    }

    private UnixTime Now => UnixTime.From(_system.Clock.GetUtcNow());

    [Fact]
    public async Task Full_sync_runs_one_and_status_turns_from_red_to_green()
    {
        Assert.Equal(2, await RunAsync("status"));
        Assert.Contains("No full sync has succeeded yet.", _console.Text, StringComparison.Ordinal);

        Assert.Equal(0, await RunAsync("full-sync"));
        _system.TablesEqualTheStore();

        Assert.Equal(0, await RunAsync("status"));
        _console.Console.Profile.Width = 20; // of a window narrower than its texts, which must not be broken
        Assert.Equal(0, await RunAsync("status", "--json"));
        using var status = JsonDocument.Parse(_console.Text[_console.Text.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal("green", status.RootElement.GetProperty("overall").GetString());
    }

    [Fact]
    public async Task A_dry_run_shows_the_rows_that_would_change_and_leaves_them()
    {
        await _system.SyncWellAsync();
        _system.Faults.WebhookLossRate = 1;
        var level = _system.Shop.Read(
            view => view.Items.Where(item => item.Tracked).Select(item => view.Level(item.Id, item.LocationIds[0])!).First());
        _system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await _system.DeliverAsync();
        await _system.Clock.SkipAsync(TimeSpan.FromMinutes(5));
        var before = await _system.DumpAsync();

        Assert.Equal(0, await RunAsync("full-sync", "--dry-run"));

        Assert.Contains(_console.Lines, line => line.Contains("available", StringComparison.Ordinal)
            && line.Contains($"{level.InventoryItemId}", StringComparison.Ordinal));
        Assert.Equal(before, await _system.DumpAsync());
    }

    [Fact]
    public async Task A_shrunken_store_is_held_and_let_through_by_approval()
    {
        await _system.SyncWellAsync();
        await _system.Clock.SkipAsync(TimeSpan.FromSeconds(1));
        _system.Faults.NextBulkOperation = BulkFault.VariantsMissing;
        Assert.Equal(1, await RunAsync("full-sync"));
        Assert.Contains("--approve-shrink", _console.Text, StringComparison.Ordinal);

        await _system.Clock.SkipAsync(TimeSpan.FromSeconds(1));
        _system.Faults.NextBulkOperation = BulkFault.VariantsMissing;
        Assert.Equal(0, await RunAsync("full-sync", "--approve-shrink"));
    }

    [Fact]
    public async Task Pause_and_resume()
    {
        await _system.SyncWellAsync();
        Assert.Equal(0, await RunAsync("pause", "--reason", "restore"));
        Assert.Equal(1, await RunAsync("status"));
        Assert.Contains("restore", _console.Text, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("full-sync"));
        Assert.Equal(1, await RunAsync("full-sync", "--dry-run"));

        Assert.Equal(0, await RunAsync("resume"));
        Assert.Equal(0, await RunAsync("status"));
        Assert.Equal(0, await RunAsync("resume"));
        Assert.Contains("There was no pause.", _console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_changes_are_listed_tried_again_and_dropped_by_age_kind_and_id()
    {
        foreach (var (id, kind, hours) in ((string Id, string Kind, int Hours)[])
        [
            ("w-1", "rejected", 48), ("w-2", "level", 3), ("w-3", "level", 0),
        ])
        {
            await _system.Tables.RecordFailedChangeAsync(
                new FailedChange(
                    id, kind, "products/update", "a reason", "{}", 0, "", Array.Empty<byte>(), Now.Add(-TimeSpan.FromHours(hours)), Now,
                    LookUpKind.Product, 1_000 + hours),
                CancellationToken.None);
        }

        Assert.Equal(0, await RunAsync("failed", "list"));
        Assert.Equal(3, Shown());
        await RunAsync("failed", "list", "--older-than", "1d");
        Assert.Equal(1, Shown());
        await RunAsync("failed", "list", "--newer-than", "4h", "--kind", "level");
        Assert.Equal(2, Shown());

        Assert.Equal(0, await RunAsync("failed", "drop", "--older-than", "1d"));
        Assert.Equal(0, await RunAsync("failed", "retry", "--id", "w-2"));
        await RunAsync("failed", "list");
        Assert.Equal(2, Shown());
        await RunAsync("failed", "list", "--all");
        Assert.Equal(3, Shown());
        Assert.Equal(1, await RunAsync("failed", "drop", "--id", "nobody's"));
    }

    [Fact]
    public async Task A_policy_is_set_listed_and_removed_by_code_and_by_id_and_an_ambiguous_code_is_named()
    {
        await _system.SyncWellAsync();
        var product = _system.Shop.AddProduct("Lamp", New("LAMP", 8), New("TWICE", 5), New("TWICE", 6));
        await _system.SettleAsync();

        Assert.Equal(0, await RunAsync("policy", "set", "LAMP", "--safety-stock", "3", "--note", "a fair"));
        Assert.Contains("LAMP (Lamp, Small): 8 available, 5 to sell.", _console.Text, StringComparison.Ordinal);
        Assert.Equal(["8|5"], await _system.QueryAsync("SELECT Available, Sellable FROM SkuLive WHERE Sku = 'LAMP'"));
        Assert.Equal(1, await RunAsync("policy", "set", "TWICE", "--safety-stock", "1"));
        Assert.Contains($"{product.VariantIds[1]}", _console.Text, StringComparison.Ordinal);
        Assert.Contains($"{product.VariantIds[2]}", _console.Text, StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("policy", "set", $"{product.VariantIds[1]}", "--safety-stock", "1"));
        Assert.Equal(0, await RunAsync("policy", "set", "--id", $"{product.VariantIds[2]}", "--safety-stock", "9"));
        Assert.Equal(["4", "0"], await _system.QueryAsync("SELECT Sellable FROM SkuLive WHERE Sku = 'TWICE' ORDER BY VariantId"));
        Assert.Equal(1, await RunAsync("policy", "set", "NOBODYS", "--safety-stock", "1"));

        Assert.Equal(0, await RunAsync("policy", "list"));
        Assert.Contains("a fair", _console.Text, StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("policy", "remove", "LAMP"));
        Assert.Equal(1, await RunAsync("policy", "remove", "LAMP"));
        Assert.Equal(["8|8"], await _system.QueryAsync("SELECT Available, Sellable FROM SkuLive WHERE Sku = 'LAMP'"));

        NewVariant New(string sku, int available) => new(
            sku, "Small", 10, Tracked: true,
            new Dictionary<long, int> { [_system.Shop.Read(view => view.Locations.First().Id)] = available });
    }

    [Theory]
    [InlineData("Say which SKU", "policy", "set", "--safety-stock", "1")]
    [InlineData("Say which SKU", "policy", "remove", "LAMP", "--id", "7")]
    [InlineData("takes a number from 0", "policy", "set", "LAMP", "--safety-stock", "-1")]
    [InlineData("Say which", "failed", "drop")]
    [InlineData("is no age", "failed", "list", "--older-than", "yesterday")]
    [InlineData("is no age", "failed", "list", "--older-than", "1w")]
    [InlineData(
        "is no cause: NoDelivery, Refused, Failed, Late, SubscriptionMissing, OtherProgram, Unknown", "drift", "list", "--cause",
        "weather")]
    [InlineData("--run takes the number of a full sync", "drift", "list", "--run", "0")]
    [InlineData("--sku takes a SKU's code", "drift", "list", "--sku", " ")]
    [InlineData("--limit takes a number from 1", "drift", "list", "--limit", "0")]
    [InlineData("--days takes a number from 1 to 3650", "drift", "summary", "--days", "4000")]
    [InlineData("Required command", "drift")]
    [InlineData("needs no approval", "full-sync", "--dry-run", "--approve-shrink")]
    public void What_is_wrong_is_said(string expected, params string[] words) =>
        Assert.Contains(Root().Parse(words).Errors, error => error.Message.Contains(expected, StringComparison.Ordinal));

    private int Shown() => _console.Lines.Count(line => line.Contains("a reason", StringComparison.Ordinal));

    /// <summary>The verb waits on the system's clock, which is played meanwhile.</summary>
    private async Task<int> RunAsync(params string[] words)
    {
        _console.Clear();
        var exitCode = 0;
        await _system.Clock.PlayAsync(async () => exitCode = await Root().Parse([.. words, "--state", _folder.Root]).InvokeAsync());
        return exitCode;
    }

    private RootCommand Root()
    {
        var root = new RootCommand();
        foreach (var verb in OperationsVerbs.Create(_console.Console, _system.Clock)) root.Subcommands.Add(verb);
        return root;
    }
}
