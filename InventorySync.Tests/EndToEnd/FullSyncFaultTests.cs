using System.Globalization;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using ShopifySimulator;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.EndToEnd;

/// <summary>What Shopify may do to a full sync.</summary>
public sealed class FullSyncFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("429")]
    [InlineData("503")]
    public async Task Refused_calls_delay_a_full_sync_and_no_more(string status)
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        if (status == "429") system.Faults.ApiTooManyRequestsRate = 0.4;
        else system.Faults.ApiUnavailableRate = 0.4;

        await system.SyncWellAsync();

        system.TablesEqualTheStore();
        Assert.Empty(system.Check.CompareRaw());
        Assert.Equal(1, system.Store.Simulator.Statistics.BulkOperationsStarted);
    }

    [Theory]
    [InlineData(BulkFault.Fails, "Waiting:", "FAILED (INTERNAL_SERVER_ERROR)")]
    [InlineData(BulkFault.LinesMissing, "Guarding:", "variants, but the bulk operation says 120")]
    [InlineData(BulkFault.VariantsMissing, "Guarding:", "has shrunk from 120 variants to 60")]
    [InlineData(BulkFault.UrlExpired, "storage.googleapis.com", "was answered with 400")]
    public async Task A_bulk_operation_that_ends_badly_leaves_the_tables_as_they_were_and_the_run_says_why(
        BulkFault fault, string stage, string reason)
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        system.Faults.WebhookLossRate = 1;
        var merchant = new Merchant(system.Shop, new Random(7), changesCatalogue: false);
        for (var actions = 0; actions < 10; actions++) merchant.Act();
        var before = await system.DumpAsync();
        await system.Clock.SkipAsync(TimeSpan.FromMinutes(5));

        system.Faults.NextBulkOperation = fault;
        var run = await system.SyncAsync();

        Assert.Equal(SyncState.Failed, run.State);
        Assert.Contains(stage, run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, await system.DumpAsync());
        Assert.NotEmpty(system.Check.CompareLive());

        await system.SyncWellAsync();
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task A_bulk_operation_that_Shopify_cancels_is_started_once_more()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        system.Faults.NextBulkOperation = BulkFault.IsCanceled;

        await system.SyncWellAsync();

        system.TablesEqualTheStore();
        Assert.Equal(2, system.Store.Simulator.Statistics.BulkOperationsStarted);
        Assert.Equal(["1"], await system.QueryAsync("SELECT count(*) FROM SyncRun"));
    }

    [Fact]
    public async Task Levels_that_the_download_lacks_are_kept_and_looked_up()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        var cutOff = system.Shop.Read(view => view.Items.Count(item => item.LocationIds.Length > 1));
        await system.Clock.SkipAsync(TimeSpan.FromMinutes(5));

        system.Faults.NextBulkOperation = BulkFault.LevelsMissing;
        var report = await system.SyncWellAsync();

        Assert.Equal((cutOff, 0), (report.ItemsWithFewerLevels, report.Drift));
        system.TablesEqualTheStore();
        Assert.Equal([cutOff.ToString(CultureInfo.InvariantCulture)], await system.QueryAsync("SELECT count(*) FROM PendingLookUp"));

        await system.SettleAsync();
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task Levels_that_the_download_lacks_fail_a_strict_run()
    {
        await using var system = await RunningSystem.StartAsync(_folder, settings: ("InventorySync:StrictCounts", "true"));
        await system.SyncWellAsync();
        var before = await system.DumpAsync();
        await system.Clock.SkipAsync(TimeSpan.FromMinutes(5));

        system.Faults.NextBulkOperation = BulkFault.LevelsMissing;
        var run = await system.SyncAsync();

        Assert.Equal(SyncState.Failed, run.State);
        Assert.Contains("fewer levels than their locationsCount", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, await system.DumpAsync());
    }

    [Fact]
    public async Task Bulk_queries_that_are_refused_fail_the_run_and_webhooks_go_on()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        system.Faults.BulkAccessDenied = true;

        var run = await system.SyncAsync();
        new Merchant(system.Shop, new Random(7), changesCatalogue: false).Act();
        await system.SettleAsync();

        Assert.Equal(SyncState.Failed, run.State);
        Assert.Contains("ACCESS_DENIED", run.Error, StringComparison.Ordinal);
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task Webhooks_go_on_while_a_full_sync_waits_and_the_run_takes_nothing_of_them_back()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        await system.Clock.SkipAsync(TimeSpan.FromMinutes(5));
        system.Faults.BulkDuration = TimeSpan.FromSeconds(10);
        var merchant = new Merchant(system.Shop, new Random(7), changesCatalogue: true);
        for (var actions = 0; actions < 20; actions++) merchant.Act();

        var syncing = system.Clock.Start(() => system.App.RunFullSyncAsync(CancellationToken.None));
        await system.Clock.PlayUntilAsync(
            async () => await system.QueryAsync("SELECT State FROM SyncRun WHERE Id = 2 AND BulkOperationId IS NOT NULL") is ["2"],
            "Shopify works on it");
        for (var actions = 0; actions < 20; actions++) merchant.Act();
        await system.Clock.PlayAsync(syncing);
        Assert.Equal(SyncState.Succeeded, (await system.Tables.GetLatestRunAsync(CancellationToken.None))!.State);
        await system.SettleAsync();

        system.TablesEqualTheStore();
    }
}
