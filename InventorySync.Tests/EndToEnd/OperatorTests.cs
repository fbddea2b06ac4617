using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using PlayedTime;
using ShopifySimulator;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.EndToEnd;

/// <summary>What an operator asks for, by HTTP and by the database, of the app as `run` puts it together.</summary>
public sealed class OperatorTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_full_sync_on_demand_is_answered_with_its_run_and_goes_on_by_itself()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.Clock.SkipAsync(TimeSpan.FromSeconds(1));

        var answer = await SendAsync(system, HttpMethod.Post, "full-sync");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var begun = await answer.Content.ReadFromJsonAsync<JsonElement>();
        await system.Clock.PlayUntilAsync(
            async () => await system.Tables.GetLatestRunAsync(CancellationToken.None) is { EndedAt: not null },
            "the full sync has ended");

        var run = (await system.Tables.GetLatestRunAsync(CancellationToken.None))!;
        Assert.Equal(
            (run.Id, "begun", SyncState.Succeeded),
            (begun.GetProperty("runId").GetInt64(), begun.GetProperty("outcome").GetString(), run.State));
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task A_second_full_sync_is_not_begun_while_one_is_under_way()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        var running = await system.Tables.TryLeaseRunAsync(
            "another instance", mayStart: true, UnixTime.From(system.Clock.GetUtcNow()), TimeSpan.FromHours(1), CancellationToken.None);

        var answer = await SendAsync(system, HttpMethod.Post, "full-sync");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((running!.Id, "running"), (body.GetProperty("runId").GetInt64(), body.GetProperty("outcome").GetString()));
    }

    [Theory]
    [InlineData("POST", "full-sync")]
    [InlineData("GET", "status")]
    [InlineData("GET", "health")]
    [InlineData("GET", "health/live")]
    public async Task Without_the_key_nothing_is_told_or_done(string method, string path)
    {
        await using var system = await RunningSystem.StartAsync(_folder, variants: 5);

        var answer = await SendAsync(system, new HttpMethod(method), path, key: "another");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await system.QueryAsync("SELECT 1 FROM SyncRun"));
    }

    [Fact]
    public async Task During_a_pause_webhooks_are_taken_in_and_nothing_is_applied_and_afterwards_all_of_it_is()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        await system.Tables.PauseAsync(new Pause(UnixTime.From(system.Clock.GetUtcNow()), "restore"), CancellationToken.None);
        await system.Clock.SkipAsync(TimeSpan.FromSeconds(2));
        var before = await system.DumpAsync();

        var merchant = new Merchant(system.Shop, new Random(7), changesCatalogue: true);
        for (var actions = 0; actions < 60; actions++) merchant.Act();
        await system.DeliverAsync();
        Assert.Equal(0, system.Store.Deliverer.Statistics.FailedAttempts);
        for (var minutes = 0; minutes < 15; minutes++)
        {
            await system.Clock.SkipAsync(TimeSpan.FromMinutes(1));
            await system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None));
        }

        Assert.Equal(before, await system.DumpAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(system, HttpMethod.Post, "full-sync")).StatusCode);
        Assert.Equal(["1"], await system.QueryAsync("SELECT count(*) FROM SyncRun"));
        Assert.NotEqual(0, (await system.App.CountMessagesAsync(CancellationToken.None)).Waiting);

        await system.Tables.ResumeAsync(CancellationToken.None);
        await system.SettleAsync();

        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task Status_says_what_can_be_trusted_and_why_not()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        var first = await StatusAsync(system);
        Assert.Equal(("red", "noFullSync"), (Text(first, "overall"), Text(first.GetProperty("reasons")[0], "code")));

        await system.SyncWellAsync();
        var level = system.Shop.Read(
            view => view.Items.Where(item => item.Tracked).Select(item => view.Level(item.Id, item.LocationIds[0])!).First());
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.SettleAsync();

        var good = await StatusAsync(system);
        Assert.Equal("green", Text(good, "overall"));
        Assert.Equal("Succeeded", Text(good.GetProperty("fullSync").GetProperty("last"), "state"));
        Assert.Equal(6, good.GetProperty("lag").GetProperty("stages").GetArrayLength());
        Assert.True(good.GetProperty("lag").GetProperty("stages")[4].GetProperty("changes").GetInt64() > 0);
        Assert.Equal(0, good.GetProperty("webhookSecrets")[0].GetProperty("place").GetInt32());
        Assert.Equal(3, good.GetProperty("queues").GetArrayLength());
        Assert.NotEqual(JsonValueKind.Null, good.GetProperty("freshness").GetProperty("lastChangeAt").ValueKind);
        Assert.Equal(1, good.GetProperty("trust").GetProperty("last").GetProperty("runId").GetInt64());
        Assert.Equal(JsonValueKind.Null, good.GetProperty("trust").GetProperty("last").GetProperty("accuracy").ValueKind); // it only filled
        Assert.Equal((1, 1), (
            good.GetProperty("trust").GetProperty("days7").GetProperty("runs").GetInt32(),
            good.GetProperty("trust").GetProperty("days30").GetProperty("runs").GetInt32()));

        await system.Tables.PauseAsync(new Pause(UnixTime.From(system.Clock.GetUtcNow()), "restore"), CancellationToken.None);
        var paused = await StatusAsync(system);
        Assert.Equal(
            ("yellow", "paused", "restore"),
            (Text(paused, "overall"), Text(paused.GetProperty("reasons")[0], "code"), Text(paused.GetProperty("pause"), "reason")));
    }

    [Fact]
    public async Task The_view_says_the_same_to_those_who_only_read_the_database()
    {
        await using var system = await RunningSystem.StartAsync(_folder, clock: new PlayedClock(RealTime.Now));
        Assert.Equal(
            ["red|No full sync has succeeded yet.|0"], await system.QueryAsync("SELECT Level, Reason, IsTrustworthy FROM SyncFreshness"));
        await system.SyncWellAsync();
        await system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None));
        Assert.Equal(["green||1"], await system.QueryAsync("SELECT Level, Reason, IsTrustworthy FROM SyncFreshness"));

        await system.Tables.PauseAsync(new Pause(UnixTime.From(system.Clock.GetUtcNow()), null), CancellationToken.None);
        Assert.Equal(["yellow|0|1"], await system.QueryAsync("SELECT Level, IsTrustworthy, IsPaused FROM SyncFreshness"));
    }

    [Fact]
    public async Task Health_is_503_while_Shopify_does_not_answer_and_the_process_is_alive_all_the_same()
    {
        await using var system = await RunningSystem.StartAsync(_folder, variants: 5);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(system, HttpMethod.Get, "health")).StatusCode);

        system.Faults.ApiUnavailableRate = 1;
        await system.Clock.SkipAsync(TimeSpan.FromMinutes(1));
        var answer = await system.PlayRequestAsync(() => SendAsync(system, HttpMethod.Get, "health"));
        var sick = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(
            ["store True", "queue True", "shopify False"],
            sick.GetProperty("checks").EnumerateArray().Select(check => $"{Text(check, "name")} {check.GetProperty("isOk").GetBoolean()}"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(system, HttpMethod.Get, "health/live")).StatusCode);
    }

    [Fact]
    public async Task A_shrink_is_let_through_once_where_an_operator_approves_it()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();

        system.Faults.NextBulkOperation = BulkFault.VariantsMissing;
        Assert.Contains("--approve-shrink", (await system.SyncAsync()).Error, StringComparison.Ordinal);

        await system.Tables.ApproveShrinkAsync(UnixTime.From(system.Clock.GetUtcNow()), CancellationToken.None);
        system.Faults.NextBulkOperation = BulkFault.VariantsMissing;
        Assert.Equal(60, (await system.SyncWellAsync()).Variants);

        await system.SyncWellAsync();
        system.Faults.NextBulkOperation = BulkFault.VariantsMissing;
        Assert.Equal(SyncState.Failed, (await system.SyncAsync()).State);
    }

    [Fact]
    public async Task A_download_whose_connection_breaks_is_resumed()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        system.Faults.NextBulkOperation = BulkFault.DownloadCutShort;

        await system.SyncWellAsync();

        system.TablesEqualTheStore();
        Assert.Empty(system.Check.CompareRaw());
    }

    private async Task<JsonElement> StatusAsync(RunningSystem system)
    {
        var answer = await SendAsync(system, HttpMethod.Get, "status");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> SendAsync(RunningSystem system, HttpMethod method, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(system.App.Address, "/api/" + path));
        request.Headers.Add("x-functions-key", key ?? system.App.FunctionKey);
        return await _client.SendAsync(request);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
