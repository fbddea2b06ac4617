using System.CommandLine;
using System.Text.Json;
using InventorySync.Cli.Operations;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using LocalRun.Run;

namespace Tools.Tests.Cli;

/// <summary>The verb `doctor`, beside a `run` and with settings of its own.</summary>
public sealed class DoctorCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CapturedConsole _console = new();
    private RunningSystem _system = null!;

    public async Task InitializeAsync() => _system = await RunningSystem.StartAsync(_folder, variants: 20);

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose()
    {
        _console.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Where_all_is_well_every_line_says_so_and_nothing_is_changed()
    {
        await SellAsync();
        var before = await _system.DumpAsync();
        var runs = await _system.QueryAsync("SELECT * FROM SyncRun");

        Assert.Equal(0, await RunAsync());

        Assert.Empty(Wrong());
        foreach (var subject in (string[])[
            "settings", "database", "rights", "row versions", "schema", "shop", "foreign keys", "queue", "token", "scopes", "API version",
            "bulk queries", "webhook secret", "subscriptions", "webhook version"])
            Assert.Contains(_console.Lines, line => line.StartsWith($"ok    {subject} ", StringComparison.Ordinal));
        Assert.Equal(before, await _system.DumpAsync());
        Assert.Equal(runs, await _system.QueryAsync("SELECT * FROM SyncRun"));
    }

    [Fact]
    public async Task Before_the_first_full_sync_and_the_first_webhook_it_says_what_would_tell()
    {
        Assert.Equal(1, await RunAsync());

        Assert.Equal(["bulk queries", "webhook secret"], Wrong());
        Assert.Contains("`full-sync --dry-run` starts one", _console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scope_that_was_not_granted_is_named()
    {
        await SellAsync();
        _system.Faults.ScopesNotGranted = ["read_locations"];

        Assert.Equal(1, await RunAsync());

        Assert.Equal(["scopes"], Wrong());
        Assert.Contains("read_locations is missing", _console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_that_gives_no_token_is_wrong_in_each_line_that_asks_it_and_in_no_other()
    {
        await SellAsync();
        _system.Faults.ShopNotPermitted = true;

        Assert.Equal(1, await RunAsync());

        Assert.Equal(["token", "API version", "bulk queries", "subscriptions"], Wrong());
    }

    [Fact]
    public async Task Bulk_queries_that_the_last_full_sync_was_refused_are_red_with_where_to_enable_them()
    {
        await SellAsync();
        _system.Faults.BulkAccessDenied = true;
        Assert.Equal(SyncState.Failed, (await _system.SyncAsync()).State);

        Assert.Equal(1, await RunAsync());

        Assert.Equal(["bulk queries"], Wrong());
        Assert.Contains("API access requests", _console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_and_a_wrong_subscription_and_another_version_of_webhooks_are_told_apart()
    {
        await SellAsync();
        var subscriptions = _system.Store.Simulator.Subscriptions;
        subscriptions.Remove(subscriptions.All[0].Id);
        subscriptions.Change(subscriptions.All[0].Id, subscription => subscription with { Uri = "https://old.example/" });
        _system.Faults.WebhookApiVersion = "2026-07";

        Assert.Equal(1, await RunAsync());

        Assert.Equal(["subscriptions", "webhook version"], Wrong());
        Assert.Contains(
            $"missing: {WebhookSubscriptions.Topics[0]}; wrong: {WebhookSubscriptions.Topics[1]}", _console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhooks_that_have_not_come_for_days_are_red()
    {
        await SellAsync();
        await _system.Clock.SleepAsync(TimeSpan.FromDays(8));

        await RunAsync();

        Assert.Equal(["webhook secret"], Wrong());
        Assert.Contains("verified 8 days ago", _console.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Shopify__ApiVersion", "2024-01", "API version", "does not support 2024-01")]
    [InlineData("Shopify__WebhookSecret", "shpat_0123456789abcdef", "webhook secret", "is an access token")]
    [InlineData("Shopify__WebhookSecret", "short", "webhook secret", "no secret of Shopify's")]
    [InlineData("Shopify__WebhookSecret", SimulatedStore.ClientId, "webhook secret", "is the client's id")]
    public async Task A_setting_that_the_app_would_start_with_and_that_cannot_work_is_red(
        string name, string value, string subject, string expected)
    {
        await SellAsync();

        Assert.Equal(1, await RunAsync((name, value)));

        Assert.Contains(subject, Wrong());
        Assert.Contains(expected, _console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_a_line_each_and_the_rest_is_looked_at_as_far_as_it_can_be()
    {
        Assert.Equal(1, await RunAsync(("InventorySync__HistoryDays", "0"), ("Shopify__ShopDomain", "nowhere")));

        Assert.Equal(2, Wrong().Count(subject => subject == "settings"));
        Assert.Contains("InventorySync__HistoryDays takes a number of days from 1 to 3650.", _console.Text, StringComparison.Ordinal);
        Assert.Contains("Shopify__ShopDomain is \"nowhere\"", _console.Text, StringComparison.Ordinal);
        Assert.Contains("not looked at, since a setting is wrong", _console.Text, StringComparison.Ordinal);
        Assert.Contains(_console.Lines, line => line.StartsWith("ok    queue ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_made_and_one_of_another_shop_is_told()
    {
        var missing = _folder.File("nowhere.db");
        await RunAsync(("ConnectionStrings__Inventory", $"Data Source={missing}"));
        Assert.Contains("the app makes it at its first start", _console.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(missing));

        await SqliteFile.ExecuteAsync(_folder.Database("inventory.db"), "UPDATE SyncState SET ShopDomain = 'another.myshopify.com'");
        await RunAsync();
        Assert.Contains("shop", Wrong());
    }

    [Theory]
    [InlineData("", "AzureWebJobsStorage is not set")]
    [InlineData("nonsense", "AzureWebJobsStorage is wrong")]
    public async Task Without_a_storage_account_the_queue_is_red_and_the_other_lines_are_there(string account, string expected)
    {
        var file = _folder.File("local.settings.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Shopify__ShopDomain"] = "", ["InventorySync__Database"] = "Sqlite", ["InventorySync__FullSyncSchedule"] = "0 0 */4 * * *",
            ["ConnectionStrings__Inventory"] = _folder.Database("inventory.db"), ["AzureWebJobsStorage"] = account,
        } }));

        Assert.Equal(1, await InvokeAsync("--settings", file));

        Assert.Contains(expected, _console.Text, StringComparison.Ordinal);
        Assert.Contains(Wrong(), subject => subject == "subscriptions");
    }

    /// <summary>As after its first hours: a full sync, and webhooks that were applied.</summary>
    private async Task SellAsync()
    {
        await _system.SyncWellAsync();
        var level = _system.Shop.Read(
            view => view.Items.Where(item => item.Tracked).Select(item => view.Level(item.Id, item.LocationIds[0])!).First());
        _system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await _system.SettleAsync();
        Assert.NotEmpty(await _system.QueryAsync("SELECT 1 FROM LastSeen WHERE Name = 'Secret:0'"));
    }

    private List<string> Wrong() =>
        [.. _console.Lines.Where(line => line.StartsWith("WRONG ", StringComparison.Ordinal)).Select(line => line[6..22].TrimEnd())];

    /// <summary>Beside the run, with some settings in the place of its own.</summary>
    private async Task<int> RunAsync(params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>(_system.Settings, StringComparer.Ordinal);
        foreach (var (name, value) in settings) values[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        using var underWay = RunFile.Write(
            new DirectoryInfo(_folder.Root), values, _system.Store.Simulator.Address, _system.App.Address, _folder.File("queues.db"),
            _system.App.FunctionKey);
        return await InvokeAsync("--state", _folder.Root);
    }

    private async Task<int> InvokeAsync(params string[] words)
    {
        _console.Clear();
        var root = new RootCommand();
        foreach (var verb in OperationsVerbs.Create(_console.Console, _system.Clock)) root.Subcommands.Add(verb);
        var exitCode = 0;
        await _system.Clock.PlayAsync(async () => exitCode = await root.Parse(["doctor", .. words]).InvokeAsync());
        return exitCode;
    }
}
