using System.CommandLine;
using System.Net;
using System.Reflection;
using System.Text.Json;
using InventorySync.Cli.Databases;
using InventorySync.Cli.Operations;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using InventorySync.Triggers;
using Microsoft.Azure.Functions.Worker;
using ShopifySimulator.Shop;

namespace Tools.Tests.Cli;

/// <summary>Looking changes nothing, whatever the settings. A change by other settings than the app's is refused.</summary>
public sealed class LookingTests : IAsyncLifetime, IDisposable
{
    /// <summary>Verbs that only read, with words to call them by, what they then show, and their exit code.</summary>
    private static readonly Dictionary<string, (string[] Words, string Shown, int ExitCode)> Reading = new(StringComparer.Ordinal)
    {
        ["status"] = (["status"], "Last good full sync", 1), // yellow: a change has failed
        ["sku"] = (["sku", "LAMP", "--offline"], "LAMP", 0),
        ["failed list"] = (["failed", "list", "--all"], "a reason", 0),
        ["drift list"] = (["drift", "list"], "LAMP", 0),
        ["drift summary"] = (["drift", "summary"], "SKUs wrong", 0),
        ["policy list"] = (["policy", "list"], "a fair", 0),
        ["webhooks list"] = (["webhooks", "list"], "PRODUCTS_UPDATE", 0),
        ["webhooks register --dry-run"] =
            (["webhooks", "register", "--address", "https://app.example", "--dry-run"], "PRODUCTS_UPDATE", 0),
        ["webhooks remove --dry-run"] = (["webhooks", "remove", "--dry-run"], "PRODUCTS_UPDATE", 0),
        ["doctor"] = (["doctor"], "database", 0),
    };

    /// <summary>Verbs that change rows or subscriptions, with words to call them by.</summary>
    private static readonly Dictionary<string, string[]> Changing = new(StringComparer.Ordinal)
    {
        ["full-sync"] = ["full-sync"],
        ["full-sync --dry-run"] = ["full-sync", "--dry-run"], // it stages its download
        ["pause"] = ["pause"],
        ["resume"] = ["resume"],
        ["failed retry"] = ["failed", "retry", "--all"],
        ["failed drop"] = ["failed", "drop", "--all"],
        ["policy set"] = ["policy", "set", "LAMP", "--safety-stock", "1"],
        ["policy remove"] = ["policy", "remove", "LAMP"],
        ["webhooks register"] = ["webhooks", "register", "--address", "https://app.example"],
        ["webhooks remove"] = ["webhooks", "remove"],
    };

    /// <summary>Verbs without the app's settings: two make tables and rights, and one compares tables of a SQL Server.</summary>
    private static readonly string[] Others = ["migrate", "grant", "compare"];

    /// <summary>The functions that answer nothing but a GET, with an address of each.</summary>
    private static readonly Dictionary<string, string> Calls = new(StringComparer.Ordinal)
    {
        [nameof(HealthFunction)] = "/api/health",
        [nameof(LivenessFunction)] = "/api/health/live",
        [nameof(StatusFunction)] = "/api/status",
        [nameof(SkuFunction)] = "/api/sku/LAMP",
    };

    private readonly TempFolder _folder = new();
    private readonly CapturedConsole _console = new();
    private RunningSystem _system = null!;
    private long _item;

    /// <summary>The verbs that only read, beside a run; and by a file of settings those that do not ask the network.</summary>
    public static TheoryData<string, bool> ReadingVerbs
    {
        get
        {
            TheoryData<string, bool> verbs = [];
            foreach (var verb in Reading.Keys)
            {
                verbs.Add(verb, false);
                if (verb.Split(' ')[0] is not ("webhooks" or "doctor")) verbs.Add(verb, true);
            }

            return verbs;
        }
    }

    public static TheoryData<string> ChangingVerbs => [.. Changing.Keys];

    public async Task InitializeAsync()
    {
        // The recovery would repair the failed change, while the clock is played for a verb.
        _system = await RunningSystem.StartAsync(
            _folder, variants: 10, settings: [($"AzureWebJobs.{nameof(FullSyncRecoveryFunction)}.Disabled", "true")]);
        await _system.SyncWellAsync();
        var stock = new Dictionary<long, int> { [First] = 7 };
        var lamp = _system.Shop.AddProduct("Lamp", new NewVariant("LAMP", "Small", 10, Tracked: true, stock));
        await _system.DeliverAsync();
        await _system.HandleAsync();
        _item = _system.Shop.Read(view => view.Variants.Single(variant => variant.Id == lamp.VariantIds[0]).InventoryItemId);

        // A row of drift, a failed change and a policy.
        _system.Faults.WebhookLossRate = 1;
        _system.Shop.Adjust(_item, First, -3);
        await _system.DeliverAsync();
        await _system.Clock.SkipAsync(TimeSpan.FromMinutes(5));
        await _system.SyncWellAsync();
        await _system.Tables.SetPolicyAsync(new SkuPolicy(lamp.VariantIds[0], 2, "a fair", Now), CancellationToken.None);
        await _system.Tables.RecordFailedChangeAsync(
            new FailedChange(
                "w-1", "level", "inventory_levels/update", "a reason", "{}", 0, "", Array.Empty<byte>(), Now, Now,
                LookUpKind.InventoryItem, _item),
            CancellationToken.None);
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose()
    {
        _console.Dispose();
        _folder.Dispose();
    }

    private UnixTime Now => UnixTime.From(_system.Clock.GetUtcNow());

    private long First => _system.Shop.Read(view => view.Locations.First().Id);

    [Fact]
    public void Each_verb_and_each_call_that_reads_is_known_here()
    {
        Assert.Equal(
            [.. Reading.Keys.Concat(Changing.Keys).Concat(Others).Where(verb => !verb.EndsWith("--dry-run", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)],
            Root().Subcommands.SelectMany(command => Leaves(command, "")).Order(StringComparer.Ordinal));
        Assert.Equal(
            Calls.Keys.Order(StringComparer.Ordinal),
            typeof(StatusFunction).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(AnswersOnlyGet)
                .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ReadingVerbs))]
    public async Task A_verb_that_reads_works_with_other_settings_and_leaves_every_table_as_it_was(string verb, bool isByFile)
    {
        var before = await DumpAsync();
        var subscriptions = _system.Store.Simulator.Subscriptions.All;

        Assert.Equal(Reading[verb].ExitCode, await RunAsync(isByFile, Reading[verb].Words, Other));

        Assert.Contains(Reading[verb].Shown, _console.Text, StringComparison.Ordinal);
        var after = await DumpAsync();
        Assert.Empty(after.Except(before, StringComparer.Ordinal));
        Assert.Equal(before, after);
        Assert.Equal(subscriptions, _system.Store.Simulator.Subscriptions.All);
    }

    [Fact]
    public async Task A_call_that_reads_leaves_every_table_as_it_was_and_shows_what_waits_in_memory()
    {
        await SqliteFile.ExecuteAsync(
            _folder.Database("inventory.db"),
            $"UPDATE SyncState SET SafetyStock = 9; INSERT INTO IncludedLocation (LocationId) VALUES ({First})");
        _system.App.Get<ObservationLog>().Add(
            new LoggedObservation(
                Now, ObservationSource.Webhook, ChangeKinds.Level, "Applied", Now, Value: "4711", InventoryItemId: _item));
        var before = await DumpAsync();
        using var client = new HttpClient();
        foreach (var (function, address) in Calls)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_system.App.Address, address));
            request.Headers.Add("x-functions-key", _system.App.FunctionKey);
            using var answer = await _system.PlayRequestAsync(() => client.SendAsync(request));
            var text = await answer.Content.ReadAsStringAsync();

            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{function}: {answer.StatusCode} {text}");
            if (function == nameof(SkuFunction)) Assert.Contains("\"4711\"", text, StringComparison.Ordinal);
            Assert.Equal(before, await DumpAsync());
        }
    }

    [Theory]
    [MemberData(nameof(ChangingVerbs))]
    public async Task A_verb_that_changes_something_refuses_other_settings_in_one_line_and_changes_nothing(string verb)
    {
        var before = await DumpAsync();
        var subscriptions = _system.Store.Simulator.Subscriptions.All;

        Assert.Equal(1, await RunAsync(isByFile: false, Changing[verb], Other));

        Assert.Equal(
            $"This database is bound to other settings: InventorySync__LocationIds is {First} here and empty (all) there; "
                + "InventorySync__SafetyStock is 3 here and 0 there. Give this verb the app's own settings; "
                + "to change them, start the app with the new ones.",
            Assert.Single(_console.Lines));
        Assert.Equal(before, await DumpAsync());
        Assert.Equal(subscriptions, _system.Store.Simulator.Subscriptions.All);
    }

    [Fact]
    public async Task With_the_apps_own_settings_a_verb_changes_rows()
    {
        Assert.Equal(0, await RunAsync(isByFile: true, ["policy", "set", "LAMP", "--safety-stock", "1"], []));

        Assert.Equal(["1"], await _system.QueryAsync("SELECT SafetyStock FROM SkuPolicy"));
    }

    [Fact]
    public async Task A_database_that_no_app_has_started_on_is_shown_and_not_changed()
    {
        await SqliteFile.ExecuteAsync(_folder.Database("inventory.db"), "UPDATE SyncState SET ShopDomain = NULL");
        var before = await DumpAsync();

        Assert.Equal(1, await RunAsync(isByFile: true, ["policy", "remove", "LAMP"], []));
        Assert.StartsWith("No app has started on this database yet", Assert.Single(_console.Lines), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync(isByFile: true, ["policy", "list"], []));
        Assert.Contains("a fair", _console.Text, StringComparison.Ordinal);
        Assert.Equal(before, await DumpAsync());
    }

    [Theory]
    [InlineData("failed", "list")]
    [InlineData("resume")]
    public async Task A_database_that_is_missing_is_one_line_and_is_not_made(params string[] words)
    {
        var file = _folder.File(Path.Combine("elsewhere", "inventory.db"));

        Assert.Equal(1, await RunAsync(isByFile: true, words, [("ConnectionStrings:Inventory", $"Data Source={file}")]));

        Assert.StartsWith($"There is no {file}: ", Assert.Single(_console.Lines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
    }

    private (string, string)[] Other => [("InventorySync:LocationIds", $"{First}"), ("InventorySync:SafetyStock", "3")];

    /// <summary>What the file holds: the definition of everything, and every row of every table.</summary>
    private async Task<IReadOnlyList<string>> DumpAsync()
    {
        List<string> dump = [.. await _system.QueryAsync("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")];
        foreach (var table in await _system.QueryAsync("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
            dump.AddRange((await _system.QueryAsync($"SELECT '{table}', * FROM \"{table}\"")).Order(StringComparer.Ordinal));
        return dump;
    }

    /// <param name="isByFile">By a file of settings; otherwise beside the run.</param>
    /// <param name="settings">In the place of the app's.</param>
    private async Task<int> RunAsync(bool isByFile, string[] words, (string Name, string Value)[] settings)
    {
        _console.Clear();
        var values = new Dictionary<string, string?>(_system.Settings, StringComparer.Ordinal);
        foreach (var (name, value) in settings) values[name] = value;
        if (isByFile)
        {
            var file = _folder.File("verb.settings.json");
            var byName = values.Where(setting => setting.Value is not null).ToDictionary(
                setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value, StringComparer.Ordinal);
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Values = byName }));
            return await InvokeAsync([.. words, "--settings", file]);
        }

        using var underWay = RunFile.Write(
            new DirectoryInfo(_folder.Root), values, _system.Store.Simulator.Address, _system.App.Address, _folder.File("queues.db"),
            _system.App.FunctionKey);
        return await InvokeAsync([.. words, "--state", _folder.Root]);
    }

    private async Task<int> InvokeAsync(string[] words)
    {
        var exitCode = 0;
        await _system.Clock.PlayAsync(async () => exitCode = await Root().Parse(words).InvokeAsync());
        return exitCode;
    }

    private RootCommand Root()
    {
        var root = new RootCommand { MigrateCommand.Create(), GrantCommand.Create(), CompareCommand.Create() };
        foreach (var verb in OperationsVerbs.Create(_console.Console, _system.Clock)) root.Subcommands.Add(verb);
        return root;
    }

    private static IEnumerable<string> Leaves(Command command, string parents) => command.Subcommands.Count == 0
        ? [parents + command.Name]
        : command.Subcommands.SelectMany(child => Leaves(child, $"{parents}{command.Name} "));

    private static bool AnswersOnlyGet(MethodInfo method) => method.GetParameters()
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
        .Any(trigger => trigger?.Methods is [var only] && only.Equals("get", StringComparison.OrdinalIgnoreCase));
}
