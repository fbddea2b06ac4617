using System.CommandLine;
using System.Text.Json;
using InventorySync.Cli.Operations;
using InventorySync.Merging;
using InventorySync.Shopify;
using InventorySync.Tests.Support;
using ShopifySimulator.Webhooks;

namespace Tools.Tests.Cli;

/// <summary>The verb `webhooks`, as an operator in a second terminal uses it beside a `run`.</summary>
public sealed class WebhooksCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CapturedConsole _console = new();
    private RunningSystem _system = null!;
    private IDisposable _underWay = null!;

    public async Task InitializeAsync()
    {
        _system = await RunningSystem.StartAsync(_folder, variants: 5, subscribes: false);
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

    private SubscribedWebhooks Subscriptions => _system.Store.Simulator.Subscriptions;

    [Fact]
    public async Task List_shows_what_is_missing_wrong_or_double_and_ends_with_1_until_all_is_right()
    {
        Assert.Equal(1, await RunAsync("list"));
        Assert.Equal(WebhookSubscriptions.Topics.Count, Lines("missing").Count);

        Assert.Equal(0, await RunAsync("register"));
        Assert.Equal(0, await RunAsync("list"));
        Assert.Equal(WebhookSubscriptions.Topics.Count, Lines("right").Count);
        Assert.Contains("simulated-store.myshopify.com, by the run in", _console.Text, StringComparison.Ordinal);

        var right = Subscriptions.All[0];
        Subscriptions.Change(right.Id, subscription => subscription with { Uri = "https://old.example/" });
        Subscriptions.Add(id => Subscriptions.All[1] with { Id = id });
        Subscriptions.Add(id => right with { Id = id, Topic = "LOCATIONS_CREATE" });
        Assert.Equal(1, await RunAsync("list"));
        Assert.Equal((1, 1, 1), (Lines("wrong").Count, Lines("double").Count, Lines("not this app's").Count));
    }

    [Fact]
    public async Task List_tells_of_another_version_of_the_API()
    {
        await RunAsync("register");
        _system.Faults.WebhookApiVersion = "2026-07";

        Assert.Equal(1, await RunAsync("list"));
        Assert.Equal(
            WebhookSubscriptions.Topics.Count, Lines("other version").Count(line => line.Contains("2026-07", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Register_makes_them_and_is_what_the_app_itself_knows_of()
    {
        Assert.Equal(0, await RunAsync("register", "--dry-run"));
        Assert.Empty(Subscriptions.All);
        Assert.Equal(WebhookSubscriptions.Topics.Count, Lines("would be made").Count);

        Assert.Equal(0, await RunAsync("register", "--address", "https://gateway.example/inventory/"));

        Assert.Equal(WebhookSubscriptions.Topics.Order(), Subscriptions.All.Select(subscription => subscription.Topic).Order());
        Assert.All(Subscriptions.All, subscription => Assert.StartsWith(
            "https://gateway.example/inventory/api/webhooks/shopify/", subscription.Uri, StringComparison.Ordinal));
        Assert.Equal(
            WebhookSubscriptions.Topics.Count,
            (await _system.Tables.GetSubscriptionHealthAsync(CancellationToken.None)).LastCheck!.Repairs);
    }

    [Fact]
    public async Task Register_asks_the_app_for_a_full_sync_where_webhooks_were_lost()
    {
        await RunAsync("register");
        await _system.SyncWellAsync();
        Subscriptions.Remove(Subscriptions.All[0].Id);

        Assert.Equal(0, await RunAsync("register"));

        Assert.Contains("the app starts a full sync", _console.Text, StringComparison.Ordinal);
        Assert.Equal(EarlySyncReason.Subscriptions, (await _system.Tables.GetSyncHistoryAsync(CancellationToken.None)).EarlySync?.Reason);
    }

    [Fact]
    public async Task Remove_takes_the_apps_own_and_leaves_the_others()
    {
        await RunAsync("register");
        var other = Subscriptions.Add(id => Subscriptions.All[0] with { Id = id, Topic = "LOCATIONS_CREATE" });

        Assert.Equal(0, await RunAsync("remove", "--dry-run"));
        Assert.Equal(WebhookSubscriptions.Topics.Count + 1, Subscriptions.All.Count);
        Assert.Equal(0, await RunAsync("remove"));

        Assert.Equal([other], Subscriptions.All);
        Assert.Equal(WebhookSubscriptions.Topics.Count, Lines("was deleted").Count);
    }

    [Fact]
    public async Task A_missing_scope_is_one_line_that_names_it()
    {
        _system.Faults.ScopesNotGranted = ["read_inventory"];

        Assert.Equal(1, await RunAsync("register"));

        Assert.Contains("needs the scope read_inventory", _console.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_a_line_each()
    {
        await File.WriteAllTextAsync(
            _folder.File("local.settings.json"), JsonSerializer.Serialize(new { Values = new { InventorySync__Database = "MySql" } }));

        Assert.Equal(1, await InvokeAsync("webhooks", "list", "--settings", _folder.File("local.settings.json")));

        Assert.Contains(_console.Lines, line => line.StartsWith("InventorySync__Database takes", StringComparison.Ordinal));
        Assert.DoesNotContain(_console.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--address takes", "webhooks", "register", "--address", "http://app.example")]
    [InlineData("--address takes", "webhooks", "list", "--address", "app")]
    [InlineData("either --settings or --state", "webhooks", "list", "--settings", "a", "--state", "b")]
    public void What_is_wrong_is_said(string expected, params string[] words) =>
        Assert.Contains(Root().Parse(words).Errors, error => error.Message.Contains(expected, StringComparison.Ordinal));

    private Task<int> RunAsync(params string[] words)
    {
        _console.Clear();
        return InvokeAsync(["webhooks", .. words, "--state", _folder.Root]);
    }

    private async Task<int> InvokeAsync(params string[] words)
    {
        var exitCode = 0;
        await _system.Clock.PlayAsync(async () => exitCode = await Root().Parse(words).InvokeAsync());
        return exitCode;
    }

    private RootCommand Root()
    {
        var root = new RootCommand();
        foreach (var verb in OperationsVerbs.Create(_console.Console, _system.Clock)) root.Subcommands.Add(verb);
        return root;
    }

    private List<string> Lines(string text) => [.. _console.Lines.Where(line => line.Contains(text, StringComparison.Ordinal))];
}
