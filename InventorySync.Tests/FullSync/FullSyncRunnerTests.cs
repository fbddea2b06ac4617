using System.Net;
using System.Text;
using InventorySync.FullSync;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Tests.Shopify;

namespace InventorySync.Tests.FullSync;

public sealed class FullSyncRunnerTests : IAsyncLifetime
{
    private FullSyncUnderTest _test = null!;

    public async Task InitializeAsync() => _test = await FullSyncUnderTest.CreateAsync();

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task A_run_brings_the_store_into_the_tables()
    {
        await _test.RunAsync();

        Assert.Equal(["101|SKU-1|Small|8"], await _test.SkusAsync());
        var run = await _test.LatestAsync();
        Assert.Equal((SyncState.Succeeded, null, 3, 3), (run.State, run.Error, run.Progress.RowsStaged, run.Progress.ObjectCount));
        Assert.Equal(
            (Encoding.UTF8.GetByteCount(_test.File), Encoding.UTF8.GetByteCount(_test.File)),
            (run.Progress.FileSize, run.Progress.BytesRead));
        Assert.Equal((1, 2), (run.Report!.Variants, run.Report.Levels));
        Assert.Equal(1, _test.Started);
    }

    [Fact]
    public async Task The_version_of_what_was_read_is_Shopifys_time_less_the_margin()
    {
        var createdAt = _test.Now;

        await _test.RunAsync();

        Assert.Equal(
            [$"{createdAt.Add(-ShopifyUnderTest.Margin).Nanoseconds}"],
            await _test.QueryAsync("SELECT DISTINCT AvailableSeenAt FROM InventoryLevel"));
        Assert.Equal(createdAt, (await _test.LatestAsync()).Progress.BulkCreatedAt);
    }

    [Fact]
    public async Task The_download_carries_no_token()
    {
        await _test.RunAsync();

        var download = Assert.Single(_test.Shopify.Http.Sent, request => request.Method == HttpMethod.Get);
        Assert.Equal((ShopifyClients.BulkDownload, null), (download.Client, download.Token));
    }

    [Fact]
    public async Task A_fault_that_nobody_foresaw_ends_the_run_with_its_reason_and_the_next_one_begins_anew()
    {
        await _test.QueryAsync("ALTER TABLE Location RENAME TO Elsewhere");

        await Assert.ThrowsAnyAsync<Exception>(() => _test.RunAsync());

        var failed = await _test.LatestAsync();
        Assert.Equal((SyncState.Failed, null), (failed.State, failed.Owner));
        Assert.Contains("no such table", failed.Error, StringComparison.Ordinal);
        Assert.Empty(await _test.SkusAsync());

        await _test.QueryAsync("ALTER TABLE Elsewhere RENAME TO Location");
        await _test.RunAsync();
        Assert.Equal((SyncState.Succeeded, 2), ((await _test.LatestAsync()).State, _test.Started));
    }

    [Fact]
    public async Task An_empty_store_has_no_file_and_empties_nothing_that_was_never_filled()
    {
        _test.File = "";
        _test.NewOperation = query => new ScriptedOperation(
            "gid://shopify/BulkOperation/1", _test.Shopify.Clock.GetUtcNow(), query, new Queue<string>(["COMPLETED"]));

        await _test.RunAsync();

        Assert.Equal((SyncState.Succeeded, 0), ((await _test.LatestAsync()).State, _test.Downloads));
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_the_download_is_continued_with_the_same_operation_and_no_doubles()
    {
        _test.File = FullSyncUnderTest.FileOf([.. Enumerable.Range(1, 12_000).Select(n => FullSyncUnderTest.Variant(n, n))]);
        var bytes = Encoding.UTF8.GetBytes(_test.File);
        var crash = new Crash();
        _test.FileStream = () => new CrashingStream(bytes, bytes.Length * 3 / 4, crash);
        _ = _test.RunAsync();
        await crash.Happened;
        var crashed = await _test.LatestAsync();
        Assert.Equal((SyncState.Downloading, 5_000), (crashed.State, crashed.Progress.RowsStaged));
        _test.FileStream = () => new MemoryStream(bytes);
        _test.Shopify.Clock.Advance(RunLeases.LeaseTime);

        await _test.Recovery().RunAsync(CancellationToken.None);

        var run = await _test.LatestAsync();
        Assert.Equal((1, crashed.Id, SyncState.Succeeded, 12_000), (_test.Started, run.Id, run.State, run.Report!.Variants));
        Assert.Equal(["12000"], await _test.QueryAsync("SELECT COUNT(*) FROM Sku"));
    }

    [Fact]
    public async Task A_download_that_breaks_off_replaces_nothing()
    {
        await _test.RunAsync();
        var bytes = Encoding.UTF8.GetBytes(_test.File);
        _test.FileStream = () => new BreakingStream(bytes, bytes.Length / 2, () => new IOException("the connection was reset"));

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAgainAsync());

        Assert.Contains("broke off", failed.Message, StringComparison.Ordinal);
        await _test.AssertFailedAsync(failed.Message);
    }

    [Fact]
    public async Task A_file_that_is_shorter_than_Shopify_says_replaces_nothing()
    {
        await _test.RunAsync();
        _test.File = FullSyncUnderTest.FileOf(
            FullSyncUnderTest.Variant(101, 11, title: "Other", updatedAt: "2026-11-20T00:00:00Z"), FullSyncUnderTest.Level(11, 7, 1));
        var whole = Encoding.UTF8.GetBytes(_test.File);
        _test.FileStream = () => new MemoryStream(whole[..(_test.File.IndexOf('\n', StringComparison.Ordinal) + 1)]);

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAgainAsync());

        Assert.StartsWith("Guarding: the download has", failed.Message, StringComparison.Ordinal);
        await _test.AssertFailedAsync(failed.Message);
    }

    [Fact]
    public async Task A_store_that_has_shrunk_too_much_replaces_nothing_and_the_base_is_the_last_success()
    {
        _test.File = FullSyncUnderTest.FileOf([.. Enumerable.Range(1, 10).Select(n => FullSyncUnderTest.Variant(n, n))]);
        await _test.RunAsync();
        _test.File = FullSyncUnderTest.FileOf([.. Enumerable.Range(1, 7).Select(n => FullSyncUnderTest.Variant(n, n))]);

        for (var i = 0; i < 2; i++)
        {
            var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAgainAsync());
            Assert.Contains("shrunk from 10 variants to 7", failed.Message, StringComparison.Ordinal);
        }

        Assert.Equal(10, (await _test.SkusAsync()).Count);
    }

    [Fact]
    public async Task Counts_that_no_source_settles_are_told_and_looked_up_and_fail_nothing()
    {
        _test.File = FullSyncUnderTest.FileOf(FullSyncUnderTest.Variant(101, 11, locationsCount: 3), FullSyncUnderTest.Level(11, 7, 5));
        var ordinary = _test.NewOperation;
        _test.NewOperation = query => ordinary(query) with { ObjectCount = 99 };

        await _test.RunAsync();

        var run = await _test.LatestAsync();
        Assert.Equal(
            (SyncState.Succeeded, 99, 2, 1, 1),
            (run.State, run.Progress.ObjectCount, run.Progress.RowsStaged, run.Report!.ItemsWithFewerLevels, run.Report.LookUpsAsked));
        Assert.Contains(
            _test.Shopify.LogLines,
            line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("99 objects", StringComparison.Ordinal));
        Assert.Contains(
            _test.Shopify.LogLines,
            line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("fewer levels", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counts_that_no_source_settles_fail_the_run_where_that_is_set()
    {
        _test.Options.StrictCounts = true;
        _test.File = FullSyncUnderTest.FileOf(FullSyncUnderTest.Variant(101, 11, locationsCount: 3), FullSyncUnderTest.Level(11, 7, 5));

        await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.Empty(await _test.SkusAsync());
    }

    [Theory]
    [InlineData("ReadNewestBulkOperations")]
    [InlineData("RunBulkQuery")]
    [InlineData("ReadBulkOperation")]
    [InlineData("ReadLocations")]
    public async Task Where_Shopify_is_away_for_now_the_run_is_let_go_and_continued(string operation)
    {
        _test.Shopify.Http.Intercept = request =>
            request.Operation == operation ? _test.Shopify.Http.Respond(HttpStatusCode.ServiceUnavailable, "{}", "application/json") : null;
        var gone = await Assert.ThrowsAsync<ShopifyCallException>(() => _test.RunAsync());
        Assert.True(gone.IsTransient);
        var letGo = await _test.LatestAsync();
        Assert.Equal((null, false), (letGo.Owner, letGo.State >= SyncState.Succeeded));
        _test.Shopify.Http.Intercept = null;

        await _test.RunAsync(mayStart: false);

        Assert.Equal(
            (letGo.Id, SyncState.Succeeded, 1),
            ((await _test.LatestAsync()).Id, (await _test.LatestAsync()).State, _test.Operations.Count));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, false)]
    [InlineData(HttpStatusCode.Forbidden, true)]
    [InlineData(HttpStatusCode.NotFound, true)]
    public async Task A_file_that_cannot_be_had_is_waited_for_or_fails_the_run(HttpStatusCode status, bool fails)
    {
        _test.OpenFile = (_, _) => Task.FromResult(new HttpResponseMessage(status));

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(() => _test.RunAsync());

        ShopifyUnderTest.AssertNoSecret(failed.ToString());
        Assert.Equal(fails ? SyncState.Failed : SyncState.Downloading, (await _test.LatestAsync()).State);
        Assert.Null((await _test.LatestAsync()).Owner);
    }

    [Fact]
    public async Task An_answer_that_nobody_can_read_fails_the_run_and_is_not_tried_for_ever()
    {
        _test.StartOperation = (_, _) => Task.FromResult(
            _test.Shopify.Http.Data("""{"bulkOperationRunQuery":{"bulkOperation":{"id":1},"userErrors":[]}}"""));

        await Assert.ThrowsAsync<ShopifyCallException>(() => _test.RunAsync());

        Assert.Equal(SyncState.Failed, (await _test.LatestAsync()).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stopped_instance_lets_go_of_its_lease(bool whileWaiting)
    {
        using var stopping = new CancellationTokenSource();
        if (whileWaiting) _test.Shopify.Clock.Waiting = _ => stopping.Cancel();
        else _test.FileStream = () => new BreakingStream(Encoding.UTF8.GetBytes(_test.File), 10, () => Stop(stopping));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _test.RunAsync(cancellationToken: stopping.Token));

        var run = await _test.LatestAsync();
        Assert.Equal((null, false), (run.Owner, run.State >= SyncState.Succeeded));
        _test.Shopify.Clock.Waiting = null;
        _test.FileStream = () => new MemoryStream(Encoding.UTF8.GetBytes(_test.File));

        await _test.RunAsync(mayStart: false);

        Assert.Equal((run.Id, SyncState.Succeeded, 1), ((await _test.LatestAsync()).Id, (await _test.LatestAsync()).State, _test.Started));
    }

    [Fact]
    public async Task Of_two_instances_one_runs_and_the_other_does_nothing()
    {
        var ordinary = _test.StartOperation;
        _test.StartOperation = async (request, cancellationToken) =>
        {
            await _test.RunAsync(cancellationToken: cancellationToken); // the other instance's timer, at the same time
            return await ordinary(request, cancellationToken);
        };

        await _test.RunAsync();

        Assert.Equal((1, SyncState.Succeeded), (_test.Started, (await _test.LatestAsync()).State));
        Assert.Equal(["1"], await _test.QueryAsync("SELECT COUNT(*) FROM SyncRun"));
    }

    [Fact]
    public async Task An_instance_that_was_thought_gone_writes_no_more_once_another_has_its_run()
    {
        var isFirst = true;
        _test.OpenFile = async (_, cancellationToken) =>
        {
            if (isFirst)
            {
                isFirst = false;
                _test.Shopify.Clock.Advance(RunLeases.LeaseTime); // it hangs
                await _test.RunAsync(mayStart: false, cancellationToken);
                Assert.Equal(SyncState.Succeeded, (await _test.LatestAsync()).State);
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(_test.File) };
        };

        await _test.RunAsync(); // ends without a word: how it went is the other one's to say

        Assert.Equal((1, 2), (_test.Started, _test.Downloads));
        Assert.Equal(["1"], await _test.QueryAsync("SELECT COUNT(*) FROM SyncRun"));
        Assert.Equal(["101|SKU-1|Small|8"], await _test.SkusAsync());
    }

    [Fact]
    public async Task The_lease_is_renewed_at_every_poll_and_every_batch()
    {
        _test.File = FullSyncUnderTest.FileOf([.. Enumerable.Range(1, 12_000).Select(n => FullSyncUnderTest.Variant(n, n))]);
        _test.Statuses = ["CREATED", .. Enumerable.Repeat("RUNNING", 60), "COMPLETED"];
        List<TimeSpan> left = [];
        _test.Shopify.Clock.Waiting = _ => left.Add(_test.LatestAsync().GetAwaiter().GetResult().LeasedUntil - _test.Now);

        await _test.RunAsync();

        Assert.All(left, time => Assert.True(time > RunLeases.LeaseTime - TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Nothing_is_done_where_no_run_may_start_and_none_is_unfinished()
    {
        await _test.RunAsync(mayStart: false);

        Assert.Empty(_test.Shopify.Http.Sent);
    }

    [Fact]
    public async Task No_secret_is_in_any_log_line_message_or_row()
    {
        await _test.RunAsync();
        _test.FileStream = () => new BreakingStream(
            Encoding.UTF8.GetBytes(_test.File), 10, () => new IOException("the connection was reset"));
        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAgainAsync());

        ShopifyUnderTest.AssertNoSecret(failed.ToString());
        ShopifyUnderTest.AssertNoSecret(string.Join('\n', _test.Shopify.LogLines));
        ShopifyUnderTest.AssertNoSecret(string.Join('\n', await _test.QueryAsync("SELECT * FROM SyncRun")));
    }

    private static OperationCanceledException Stop(CancellationTokenSource stopping)
    {
        stopping.Cancel();
        return new OperationCanceledException(stopping.Token);
    }
}
