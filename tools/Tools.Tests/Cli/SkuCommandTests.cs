using System.CommandLine;
using System.Net;
using System.Text.Json;
using FunctionsHost.Http;
using InventorySync.Cli.Operations;
using InventorySync.Inventory;
using InventorySync.Tests.Support;
using ShopifySimulator.Shop;

namespace Tools.Tests.Cli;

/// <summary>"Why does this SKU show 7?", asked of a running system in which the cause was planted.</summary>
public sealed class SkuCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CapturedConsole _console = new();
    private readonly HttpClient _client = new();
    private RunningSystem _system = null!;
    private IDisposable _underWay = null!;

    public async Task InitializeAsync()
    {
        _system = await RunningSystem.StartAsync(_folder, variants: 10);
        _underWay = RunFile.Write(
            new DirectoryInfo(_folder.Root), _system.Settings, _system.Store.Simulator.Address, _system.App.Address,
            _folder.File("queues.db"), _system.App.FunctionKey);
        await _system.SyncWellAsync();
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose()
    {
        _underWay.Dispose();
        _console.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_number_that_is_right_is_spelled_out_location_by_location()
    {
        var (warehouse, shop) = (_system.Shop.AddLocation("Warehouse 2"), _system.Shop.AddLocation("Corner shop"));
        await _system.SyncWellAsync();
        await AddAsync("LAMP", (warehouse.Id, 4), (shop.Id, 3));

        Assert.Equal(0, await RunAsync("sku", "LAMP"));

        Says("Equal  The tables say 7, and so does Shopify.");
        Says("7 = 4 (Warehouse 2) + 3 (Corner shop)");
        Says("products/create");
    }

    [Fact]
    public async Task A_webhook_that_was_lost_is_a_difference_with_its_time_and_what_will_repair_it()
    {
        var item = await AddAsync("LAMP", (First, 7));
        _system.Faults.WebhookLossRate = 1;
        _system.Shop.Adjust(item, First, -3);
        await _system.DeliverAsync();
        await _system.Clock.SkipAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(2, await RunAsync("sku", "LAMP"));

        Says("Differs  The tables say 7; Shopify says otherwise since ");
        Says(": 7 here, 4 at Shopify");
        Says("The next full sync, at ");

        _system.Faults.WebhookLossRate = 0;
        await _system.SyncWellAsync();
        Assert.Equal(0, await RunAsync("sku", "LAMP"));
        Says("full sync 2");
        Says("was 7");
    }

    [Fact]
    public async Task An_older_webhook_that_lost_is_shown_as_dropped_and_why()
    {
        var item = await AddAsync("LAMP", (First, 7));
        var now = UnixTime.From(_system.Clock.GetUtcNow());
        var old = now.Add(-TimeSpan.FromHours(1));
        await SqliteFile.ExecuteAsync(
            _folder.Database("queues.db"),
            "INSERT INTO QueueMessage (Queue, Body, InsertedAt, ExpiresAt, VisibleAt) VALUES ('inventory-changes', "
            + $"X'{Convert.ToHexString(Message(item, 99, old))}', 0, 9000000000000, 0)");
        await _system.HandleAsync();

        _console.Console.Profile.Width = 20; // of a window narrower than its texts, which must not be broken
        Assert.Equal(0, await RunAsync("sku", "LAMP", "--json"));

        var dropped = Assert.Single(
            Skus()[0].GetProperty("observations").EnumerateArray(), row => row.GetProperty("value").GetString() == "99");
        Assert.Equal(
            ("Superseded", "a newer one was held"),
            (dropped.GetProperty("outcome").GetString(), dropped.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Stock_at_an_inactive_location_is_named_as_not_counted()
    {
        var outlet = _system.Shop.AddLocation("Outlet");
        await _system.SyncWellAsync();
        await AddAsync("LAMP", (First, 7), (outlet.Id, 5));
        _system.Shop.SetLocationActive(outlet.Id, isActive: false);
        await _system.SettleAsync();

        Assert.Equal(0, await RunAsync("sku", "LAMP"));

        Says("The tables say 7, and so does Shopify.");
        Says("not counted: 5 (Outlet, location inactive)");
        Says("locations/deactivate");
    }

    [Fact]
    public async Task What_is_kept_back_is_said_with_whose_word_it_is()
    {
        await AddAsync("LAMP", (First, 7));
        Assert.Equal(0, await RunAsync("policy", "set", "LAMP", "--safety-stock", "2", "--note", "a fair"));

        Assert.Equal(0, await RunAsync("sku", "LAMP"));

        Says("5, 2 kept back by its policy (a fair)");
    }

    [Fact]
    public async Task A_code_that_two_variants_have_explains_both_and_an_id_in_either_form_means_one()
    {
        var product = _system.Shop.AddProduct("Lamp", New("TWICE", (First, 1)), New("TWICE", (First, 2)));
        await _system.SettleAsync();

        Assert.Equal(0, await RunAsync("sku", "TWICE"));
        Says("2 variants are meant by TWICE");
        Assert.Equal(0, await RunAsync("sku", $"{product.VariantIds[1]}", "--json"));
        Assert.Equal(product.VariantIds[1], Assert.Single(Skus().EnumerateArray()).GetProperty("variantId").GetInt64());
        Assert.Equal(0, await RunAsync("sku", $"gid://shopify/ProductVariant/{product.VariantIds[0]}", "--json"));
        Assert.Equal(1, Assert.Single(Skus().EnumerateArray()).GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task An_unknown_code_is_one_clear_line_and_no_success()
    {
        Assert.Equal(1, await RunAsync("sku", "NOBODYS"));

        Says("No variant has the code or the id NOBODYS here.");
    }

    [Fact]
    public async Task While_Shopify_does_not_answer_the_tables_are_told_all_the_same()
    {
        await AddAsync("LAMP", (First, 7));
        _system.Faults.ApiUnavailableRate = 1;

        Assert.Equal(2, await RunAsync("sku", "LAMP"));
        Says("Unknown  The tables say 7. Shopify does not answer.");
        Says("7 = 7 (");

        Assert.Equal(0, await RunAsync("sku", "LAMP", "--offline"));
        Says("Shopify was not asked.");
    }

    [Fact]
    public async Task A_number_that_somebody_else_wrote_is_told_from_what_the_levels_add_up_to()
    {
        await AddAsync("LAMP", (First, 7));
        await SqliteFile.ExecuteAsync(_folder.Database("inventory.db"), "UPDATE Sku SET Available = 70 WHERE Sku = 'LAMP'");

        Assert.Equal(2, await RunAsync("sku", "LAMP"));

        Says("Sku.Available says 70, its levels add up to 7");
    }

    [Theory]
    [InlineData("A/B")]
    [InlineData("A B%20C")]
    [InlineData("100%")]
    [InlineData("Größe Ø/ß 日本 😀")]
    [InlineData("a+b&c=d?e#f")]
    [InlineData("..")]
    public async Task A_code_of_any_characters_is_found_by_the_address(string code)
    {
        await AddAsync(code, (First, 7));

        foreach (var address in code == ".."
            ? (string[])[$"sku?code={Uri.EscapeDataString(code)}"]
            : [$"sku/{Uri.EscapeDataString(code)}", $"sku?code={Uri.EscapeDataString(code)}"])
        {
            using var answer = await GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal((code, code), (json.RootElement.GetProperty("asked").GetString(), json.RootElement.GetProperty("skus")[0]
                .GetProperty("code")
                .GetString()));
        }
    }

    [Theory]
    [InlineData("sku/NOBODYS", "notFound")]
    [InlineData("sku", "noCode")]
    [InlineData("sku/", "noCode")]
    public async Task An_address_of_no_SKU_is_404_with_what_is_missing(string address, string error)
    {
        using var answer = await GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(error, json.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Without_the_key_no_SKU_is_told()
    {
        using var answer = await _client.GetAsync(new Uri(_system.App.Address, "/api/sku/LAMP"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private long First => _system.Shop.Read(view => view.Locations.First().Id);

    private static NewVariant New(string code, params (long LocationId, int Available)[] stock) =>
        new(code, "Small", 10, Tracked: true, stock.ToDictionary(level => level.LocationId, level => level.Available));

    /// <returns>Its item.</returns>
    private async Task<long> AddAsync(string code, params (long LocationId, int Available)[] stock)
    {
        var product = _system.Shop.AddProduct("Lamp", New(code, stock));
        await _system.SettleAsync();
        return _system.Shop.Read(view => view.Variant(product.VariantIds[0])!.InventoryItemId);
    }

    private byte[] Message(long item, int available, UnixTime at) => new ChangeMessage(
        ChangeMessage.CurrentVersion, ChangeKinds.Level, "inventory_levels/update", "shop", "w-old", null, at, at, null, null,
        new LevelMessage(item, First, LevelEvent.Update, available, at)).ToBytes();

    private void Says(string text) => Assert.Contains(text, _console.Text, StringComparison.Ordinal);

    private JsonElement Skus()
    {
        using var json = JsonDocument.Parse(_console.Text[_console.Text.IndexOf('{', StringComparison.Ordinal)..]);
        return json.RootElement.GetProperty("skus").Clone();
    }

    private async Task<HttpResponseMessage> GetAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_system.App.Address, "/api/" + address));
        request.Headers.Add("x-functions-key", _system.App.FunctionKey);
        return await _system.PlayRequestAsync(() => _client.SendAsync(request));
    }

    /// <summary>The verb waits on the system's clock, which is played meanwhile.</summary>
    private async Task<int> RunAsync(params string[] words)
    {
        _console.Clear();
        var root = new RootCommand();
        foreach (var command in OperationsVerbs.Create(_console.Console, _system.Clock)) root.Subcommands.Add(command);
        var exitCode = 0;
        await _system.Clock.PlayRequestAsync(
            async () => exitCode = await root.Parse([.. words, "--state", _folder.Root]).InvokeAsync(), RequestHandler.Work);
        return exitCode;
    }
}
