using InventorySync.Drift;
using InventorySync.FullSync;
using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.Tests.FullSync;

public sealed class RunOperationTests : IAsyncLifetime
{
    private FullSyncUnderTest _test = null!;

    public async Task InitializeAsync() => _test = await FullSyncUnderTest.CreateAsync();

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Shopify_is_asked_ever_more_seldom_and_at_least_every_ten_seconds()
    {
        _test.Statuses = ["CREATED", .. Enumerable.Repeat("RUNNING", 30), "COMPLETED"];

        await _test.RunAsync();

        // After the run its drift is analyzed, which bounds its look at the queues.
        Assert.Equal(DriftAnalyzer.QueueLimit, _test.Shopify.Clock.Waits[^1]);
        var waits = _test.Shopify.Clock.Waits.SkipLast(1).ToList();
        Assert.Equal(TimeSpan.FromSeconds(0.25), waits[0]);
        Assert.Equal(TimeSpan.FromSeconds(10), waits[^1]);
        Assert.Equal(waits.Order(), waits);
    }

    [Theory]
    [InlineData("FAILED", "ACCESS_DENIED")]
    [InlineData("FAILED", "INTERNAL_SERVER_ERROR")]
    [InlineData("FAILED", "TIMEOUT")]
    [InlineData("EXPIRED", null)]
    [InlineData("SOMETHING_NEW", null)]
    public async Task An_operation_that_ends_otherwise_fails_the_run_and_loads_nothing(string status, string? errorCode)
    {
        await _test.RunAsync();
        var ordinary = _test.NewOperation;
        _test.Statuses = ["CREATED", status];
        _test.NewOperation = query => ordinary(query) with { ErrorCode = errorCode };

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAgainAsync());

        Assert.Contains($"ended as {status}{(errorCode is null ? "" : $" ({errorCode})")}", failed.Message, StringComparison.Ordinal);
        await _test.AssertFailedAsync(failed.Message);
        Assert.Equal(1, _test.Downloads);
    }

    [Fact]
    public async Task A_canceled_operation_is_started_again_once()
    {
        var ordinary = _test.NewOperation;
        _test.NewOperation = query => ordinary(query) with { Statuses = new Queue<string>(
            _test.Operations.Count == 0 ? ["CREATED", "CANCELING", "CANCELED"] : ["CREATED", "COMPLETED"]) };

        await _test.RunAsync();

        Assert.Equal(2, _test.Started);
        Assert.Equal(
            ("gid://shopify/BulkOperation/2", SyncState.Succeeded),
            ((await _test.LatestAsync()).Progress.BulkOperationId, (await _test.LatestAsync()).State));
    }

    [Fact]
    public async Task An_operation_that_is_canceled_twice_fails_the_run()
    {
        _test.Statuses = ["CREATED", "CANCELED"];

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.Contains("CANCELED", failed.Message, StringComparison.Ordinal);
        Assert.Equal((2, SyncState.Failed), (_test.Started, (await _test.LatestAsync()).State));
    }

    [Fact]
    public async Task An_operation_that_is_canceled_again_in_a_later_invocation_fails_the_run()
    {
        var ordinary = _test.NewOperation;
        _test.NewOperation = query => ordinary(query) with
        {
            Statuses = new Queue<string>(
                _test.Operations.Count == 0 ? ["CREATED", "CANCELED"] : [.. Enumerable.Repeat("RUNNING", 250), "CANCELED"]),
        };

        await _test.RunAsync(); // lets go while the second one runs
        await Assert.ThrowsAsync<FullSyncFailedException>(async () =>
        {
            for (var invocation = 0; invocation < 5; invocation++) await _test.RunAsync(mayStart: false);
        });

        Assert.Equal((2, SyncState.Failed), (_test.Started, (await _test.LatestAsync()).State));
    }

    [Fact]
    public async Task An_operation_that_takes_longer_than_an_invocation_may_is_let_go_and_continued_as_the_same_one()
    {
        _test.Statuses = ["CREATED", .. Enumerable.Repeat("RUNNING", 400), "COMPLETED"];
        var began = _test.Shopify.Clock.GetUtcNow();

        await _test.RunAsync();

        Assert.InRange(
            _test.Shopify.Clock.GetUtcNow() - began, RunOperation.LongestWait, RunOperation.LongestWait + TimeSpan.FromSeconds(30));
        var waiting = await _test.LatestAsync();
        Assert.Equal((SyncState.WaitingForShopify, null), (waiting.State, waiting.Owner));
        Assert.Empty(await _test.SkusAsync());

        for (var invocation = 0; invocation < 5; invocation++) await _test.Recovery().RunAsync(CancellationToken.None);

        Assert.Equal(
            (1, waiting.Id, waiting.Progress.BulkOperationId),
            (_test.Started, (await _test.LatestAsync()).Id, (await _test.LatestAsync()).Progress.BulkOperationId));
        Assert.Equal(["101|SKU-1|Small|8"], await _test.SkusAsync());
    }

    [Fact]
    public async Task An_invocation_waits_no_longer_where_an_operation_was_canceled_on_the_way()
    {
        var ordinary = _test.NewOperation;
        _test.NewOperation = query => ordinary(query) with
        {
            Statuses = new Queue<string>(_test.Operations.Count == 0
                ? [.. Enumerable.Repeat("RUNNING", 100), "CANCELED"]
                : [.. Enumerable.Repeat("RUNNING", 400), "COMPLETED"]),
        };
        var began = _test.Shopify.Clock.GetUtcNow();

        await _test.RunAsync();

        Assert.InRange(_test.Shopify.Clock.GetUtcNow() - began, TimeSpan.Zero, RunOperation.LongestWait + TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_operation_that_was_started_before_a_crash_could_write_it_down_is_found_again()
    {
        var ordinary = _test.StartOperation;
        var crash = new Crash();
        _test.StartOperation = async (request, cancellationToken) =>
        {
            await ordinary(request, cancellationToken);
            return await crash.HappenAsync<HttpResponseMessage>();
        };
        _ = _test.RunAsync();
        await crash.Happened;
        Assert.Equal((SyncState.Starting, null), ((await _test.LatestAsync()).State, (await _test.LatestAsync()).Progress.BulkOperationId));
        _test.StartOperation = ordinary;
        _test.Shopify.Clock.Advance(RunLeases.LeaseTime);

        await _test.Recovery().RunAsync(CancellationToken.None);

        Assert.Equal((1, SyncState.Succeeded), (_test.Started, (await _test.LatestAsync()).State));
    }

    [Fact]
    public async Task An_operation_that_was_started_again_before_a_crash_could_write_it_down_is_found_again()
    {
        var ordinary = _test.NewOperation;
        var start = _test.StartOperation;
        _test.NewOperation = query => ordinary(query) with { Statuses = new Queue<string>(
            _test.Operations.Count == 0 ? ["CREATED", "CANCELED"] : ["CREATED", "RUNNING", "COMPLETED"]) };
        var crash = new Crash();
        _test.StartOperation = async (request, cancellationToken) =>
        {
            var started = await start(request, cancellationToken);
            return _test.Operations.Count == 2 ? await crash.HappenAsync<HttpResponseMessage>() : started;
        };
        _ = _test.RunAsync();
        await crash.Happened;
        _test.Shopify.Clock.Advance(RunLeases.LeaseTime);

        await _test.Recovery().RunAsync(CancellationToken.None);

        Assert.Equal(
            (2, SyncState.Succeeded, _test.Operations[1].Id),
            (_test.Started, (await _test.LatestAsync()).State, (await _test.LatestAsync()).Progress.BulkOperationId));
    }

    [Fact]
    public async Task Another_runs_operation_is_not_taken_for_this_ones()
    {
        await _test.RunAsync();
        _test.Shopify.Clock.Advance(TimeSpan.FromSeconds(10)); // as soon after as can be

        await _test.RunAsync();

        Assert.Equal((2, SyncState.Succeeded), (_test.Started, (await _test.LatestAsync()).State));
    }

    /// <summary>The run that began it has failed for a reason of this app's own; Shopify would let a second one run beside it.</summary>
    [Fact]
    public async Task An_operation_that_a_failed_run_has_left_under_way_is_waited_for_and_no_second_one_started()
    {
        await _test.QueryAsync(
            "CREATE TRIGGER Away BEFORE UPDATE OF BulkOperationId ON SyncRun WHEN new.State = 2 BEGIN SELECT raise(ABORT, 'away'); END");
        await Assert.ThrowsAnyAsync<Exception>(() => _test.RunAsync());
        Assert.Equal((SyncState.Failed, 1), ((await _test.LatestAsync()).State, _test.Started));
        await _test.QueryAsync("DROP TRIGGER Away");

        await _test.RunAsync();

        Assert.Equal((SyncState.Succeeded, 1), ((await _test.LatestAsync()).State, _test.Started));
    }

    [Fact]
    public async Task Other_queries_of_the_app_are_not_taken_for_the_full_syncs()
    {
        _test.Operations.Add(new ScriptedOperation(
            "gid://shopify/BulkOperation/9", _test.Shopify.Clock.GetUtcNow(), "{ orders { edges { node { id } } } }",
            new Queue<string>(["RUNNING"])));

        await _test.RunAsync();

        Assert.Equal(1, _test.Started);
    }

    [Fact]
    public async Task An_operation_that_is_older_than_the_run_is_not_taken_for_its_own()
    {
        await _test.RunAsync();
        var old = _test.Operations[0];
        await using var fresh = await FullSyncUnderTest.CreateAsync();
        fresh.Operations.Add(old with { CreatedAt = fresh.Shopify.Clock.GetUtcNow() - TimeSpan.FromMinutes(6), Statuses = new Queue<string>(
            ["COMPLETED"]) });

        await fresh.RunAsync();

        Assert.Equal(1, fresh.Started);
    }

    [Theory]
    [InlineData("OPERATION_IN_PROGRESS")]
    [InlineData("LIMIT_REACHED")]
    [InlineData("INVALID")]
    public async Task A_refused_operation_fails_the_run_with_Shopifys_code(string code)
    {
        _test.StartOperation = (_, _) => Task.FromResult(_test.Shopify.Http.Data($$"""
            {
              "bulkOperationRunQuery":{
                "bulkOperation":null,
                "userErrors":[{"field":null,"message":"not now","code":"{{code}}"}]
              }
            }
            """));

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(() => _test.RunAsync());

        Assert.Equal(code, failed.Code);
        Assert.Equal(
            (SyncState.Failed, true),
            ((await _test.LatestAsync()).State, (await _test.LatestAsync()).Error!.Contains(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_operation_that_Shopify_does_not_know_any_more_fails_the_run()
    {
        _test.Statuses = ["CREATED", .. Enumerable.Repeat("RUNNING", 400)];
        await _test.RunAsync();
        _test.Operations.Clear();

        await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync(mayStart: false));

        Assert.Contains("does not know the bulk operation", (await _test.LatestAsync()).Error, StringComparison.Ordinal);
    }
}
