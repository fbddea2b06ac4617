using System.Diagnostics;
using InventorySync.Changes;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Changes;

public sealed class ChangeBatchesTests : IDisposable
{
    private readonly HeldStore _store = new();
    private readonly ChangeBatches _batches;

    public ChangeBatchesTests() => _batches = new ChangeBatches(_store, TimeProvider.System);

    public void Dispose() => _batches.Dispose();

    [Fact]
    public async Task A_change_that_finds_none_in_progress_starts_at_once_and_alone()
    {
        var change = ApplyAsync(7);

        Assert.Equal([7], Assert.Single(_store.Batches).Items);
        _store.Batches[0].Commit();
        Assert.Equal(7, (await change).NewAvailable);
    }

    [Fact]
    public async Task Changes_that_arrive_meanwhile_share_the_next_transaction_in_the_order_in_which_they_came()
    {
        Task<LevelChange>[] changes = [ApplyAsync(1), ApplyAsync(2), ApplyAsync(3), ApplyAsync(4)];
        Assert.Equal([1], Assert.Single(_store.Batches).Items);

        _store.Batches[0].Commit();
        var next = await BatchAsync(1);

        Assert.Equal([2, 3, 4], next.Items);
        next.Commit();
        Assert.Equal([1, 2, 3, 4], (await Task.WhenAll(changes)).Select(change => change.NewAvailable!.Value));
    }

    [Fact]
    public async Task A_transaction_takes_no_more_than_its_limit_and_the_rest_go_with_the_next()
    {
        Task<LevelChange>[] changes = [.. Enumerable.Range(1, 2 + ChangeBatches.MaxChanges).Select(item => ApplyAsync(item))];

        _store.Batches[0].Commit();
        var second = await BatchAsync(1);
        Assert.Equal(ChangeBatches.MaxChanges, second.Changes.Count);
        second.Commit();
        (await BatchAsync(2)).Commit();

        await Task.WhenAll(changes);
        Assert.Single(_store.Batches[2].Changes);
    }

    /// <summary>Changes of some size: 64 of them would lock thousands of rows.</summary>
    [Fact]
    public async Task A_transaction_takes_no_more_keys_than_its_limit_and_the_rest_go_with_the_next()
    {
        _ = ApplyAsync(1);
        for (var i = 0; i < 20; i++)
            _ = _batches.ApplyAsync<ProductChange>(Product(ChangeBatches.MaxVariants - 1), CancellationToken.None);

        _store.Batches[0].Commit();

        Assert.Equal(
            ChangeBatches.MaxKeysTogether / ChangeBatches.MaxVariants, (await BatchAsync(1)).Changes.Count);
    }

    [Fact]
    public async Task After_the_last_batch_the_next_change_starts_at_once_again()
    {
        var first = ApplyAsync(1);
        _store.Batches[0].Commit();
        await first;

        _ = ApplyAsync(2);

        Assert.Equal([2], _store.Batches[1].Items);
    }

    [Fact]
    public async Task A_change_that_cannot_be_applied_fails_alone()
    {
        Task<LevelChange>[] changes = [ApplyAsync(1), ApplyAsync(2), ApplyAsync(3)];
        _store.Batches[0].Commit();
        (await BatchAsync(1)).End.SetResult(
            [new Applied(Result: null, new InvalidOperationException("bad")), new Applied(HeldBatch.Of(3), Fault: null)]);

        Assert.Equal("bad", (await Assert.ThrowsAsync<InvalidOperationException>(() => changes[1])).Message);
        Assert.Equal(3, (await changes[2]).NewAvailable);
    }

    [Fact]
    public async Task An_error_of_the_database_fails_the_whole_batch_once_and_the_next_one_goes_on()
    {
        Task<LevelChange>[] changes = [ApplyAsync(1), ApplyAsync(2), ApplyAsync(3)];
        _store.Batches[0].Commit();
        (await BatchAsync(1)).End.SetException(new IOException("full"));

        await Assert.ThrowsAsync<IOException>(() => changes[1]);
        await Assert.ThrowsAsync<IOException>(() => changes[2]);
        _ = ApplyAsync(4);
        Assert.Equal([4], (await BatchAsync(2)).Items);
    }

    [Fact]
    public async Task A_message_that_stops_waiting_is_in_no_batch()
    {
        using var stop = new CancellationTokenSource();
        var first = ApplyAsync(1);
        var stopped = ApplyAsync(2, stop.Token);
        var third = ApplyAsync(3);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        _store.Batches[0].Commit();
        await first;

        Assert.Equal([3], (await BatchAsync(1)).Items);
        _store.Batches[1].Commit();
        await third;
    }

    [Fact]
    public async Task A_message_that_stops_waiting_does_not_end_the_batch_that_it_is_part_of()
    {
        using var stop = new CancellationTokenSource();
        var first = ApplyAsync(1);
        var second = ApplyAsync(2);
        var stopped = ApplyAsync(3, stop.Token);
        _store.Batches[0].Commit();
        var batch = await BatchAsync(1);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);

        Assert.False(batch.CancellationToken.CanBeCanceled);
        batch.Commit();
        await Task.WhenAll(first, second);
    }

    /// <summary>Whichever comes first, the hand-over or the stop: the next that waits is not forgotten.</summary>
    [Fact]
    public async Task Of_messages_that_stop_while_they_are_handed_the_next_batch_none_keeps_the_others_waiting()
    {
        for (var round = 0; round < 200; round++)
        {
            using var stop = new CancellationTokenSource();
            var begun = _store.Batches.Count;
            var first = ApplyAsync(1);
            var stopped = ApplyAsync(2, stop.Token);
            var last = ApplyAsync(3);

            var cancel = stop.CancelAsync();
            _store.Batches[begun].Commit();
            await cancel;
            await first;
            var batch = await BatchAsync(begun + 1);
            batch.Commit();
            if (!batch.Items.Contains(3)) (await BatchAsync(begun + 2)).Commit();

            await last;
            await Record.ExceptionAsync(() => stopped);
        }
    }

    [Fact]
    public async Task A_change_of_many_variants_goes_alone_beside_a_batch()
    {
        _ = ApplyAsync(1);

        var large = _batches.ApplyAsync<ProductChange>(Product(ChangeBatches.MaxVariants + 1), CancellationToken.None);
        Assert.Equal(2, _store.Batches.Count);
        _ = _batches.ApplyAsync<ProductChange>(Product(ChangeBatches.MaxVariants), CancellationToken.None);
        Assert.Equal(2, _store.Batches.Count);

        var became = new ProductChange(null, Outcome.Applied, IsRenamed: false, []);
        _store.Batches[1].End.SetResult([new Applied(became, Fault: null)]);
        Assert.Same(became, await large);
    }

    [Fact]
    public async Task A_change_of_many_keys_goes_alone_beside_a_batch()
    {
        _ = ApplyAsync(1);

        _ = _batches.ApplyAsync<ProductReadChange>(Read(ChangeBatches.MaxVariants), CancellationToken.None);

        Assert.Equal(2, _store.Batches.Count);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Of_changes_that_go_alone_two_run_at_a_time()
    {
        var location = new LocationObservation(9, LocationState.Active, "Store", new UnixTime(1));
        Task<LocationChange>[] changes =
            [.. Enumerable.Range(0, 3).Select(_ => _batches.ApplyAsync(location, CancellationToken.None))];
        Assert.Equal(2, _store.Batches.Count);

        _store.Batches[0].End.SetResult([]);

        (await BatchAsync(2)).End.SetResult([]);
        _store.Batches[1].End.SetResult([]);
        await Task.WhenAll(changes);
    }

    [Fact]
    public async Task Neither_the_trace_nor_the_scope_of_a_message_flows_into_the_batch_that_it_opens()
    {
        var scope = new AsyncLocal<string?>();
        List<(Activity?, string?)> seen = [];
        var store = new HeldStore
        {
            Beginning = () => seen.Add((Activity.Current, null)),
            Ending = () => seen.Add((Activity.Current, scope.Value)),
        };
        using var batches = new ChangeBatches(store, TimeProvider.System);
        using var trace = new Activity("message").Start();
        scope.Value = "message";

        // As in the app: a test runner's would bring the context of the one that ends the batch.
        SynchronizationContext.SetSynchronizationContext(null);
        var change = batches.ApplyAsync<LevelChange>(Level(1), CancellationToken.None);
        store.Batches[0].Commit();
        await change;

        Assert.Equal([(null, null), (null, null)], seen);
        Assert.Equal((trace, "message"), (Activity.Current, scope.Value));
    }

    private static LevelObservation Level(long item) => new(
        item, 1, new Observation<int?>(1, new UnixTime(1), new UnixTime(1), ObservedBy.Webhook), Presence: null);

    private static ProductObservation Product(int variants) => new(
        1, ObservedBy.Webhook, new Presence(IsPresent: true, new UnixTime(1)), Details: null,
        new VariantListing([], [.. Enumerable.Range(1, variants).Select(id => new VariantStamp(id, new UnixTime(1)))]));

    private static ProductRead Read(int variants) => new(
        1, new UnixTime(1), new ProductContent(
            new ProductDetails("Shirt", "ACTIVE"), new UnixTime(1),
            [.. Enumerable.Range(1, variants).Select(id => new ProductVariant(
                new VariantObservation(id, 1_000 + id, new VariantDetails(null, null, "M", 1m), new UnixTime(1)), Tracked: true,
                new UnixTime(1)))]));

    private Task<LevelChange> ApplyAsync(long item, CancellationToken cancellationToken = default) =>
        _batches.ApplyAsync<LevelChange>(Level(item), cancellationToken);

    private async Task<HeldBatch> BatchAsync(int number)
    {
        await Eventually.True(() => _store.Batches.Count > number, $"batch {number} has begun");
        return _store.Batches[number];
    }
}
