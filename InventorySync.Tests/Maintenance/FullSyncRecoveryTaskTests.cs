using InventorySync.FullSync;
using InventorySync.Storage;
using InventorySync.Tests.FullSync;

namespace InventorySync.Tests.Maintenance;

public sealed class FullSyncRecoveryTaskTests : IAsyncLifetime
{
    private FullSyncUnderTest _test = null!;

    public async Task InitializeAsync() => _test = await FullSyncUnderTest.CreateAsync();

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task The_first_run_is_started_as_soon_as_none_has_ever_succeeded()
    {
        await RecoverAsync();

        Assert.Equal(SyncState.Succeeded, (await _test.LatestAsync()).State);
    }

    [Fact]
    public async Task A_run_that_the_schedule_missed_is_started_after_its_grace()
    {
        await RecoverAsync(); // at 12:00
        await PassAsync(TimeSpan.FromHours(4) + SyncSchedule.Grace - TimeSpan.FromMinutes(5));
        Assert.Equal(1, _test.Started);

        await PassAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(2, _test.Started);
    }

    [Fact]
    public async Task After_failures_it_starts_ever_later()
    {
        _test.Statuses = ["CREATED", "FAILED"];
        List<TimeSpan> starts = [];
        var began = _test.Shopify.Clock.GetUtcNow();
        for (var minute = 0; minute < 6 * 60; minute += 5)
        {
            var before = _test.Started;
            try
            {
                await RecoverAsync();
            }
            catch (FullSyncFailedException)
            {
                Assert.Equal(before + 1, _test.Started);
                starts.Add(_test.Shopify.Clock.GetUtcNow() - began);
            }

            _test.Shopify.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        // By the five-minutes timer, which is a little late each time: 5, 10, 20, 40 minutes, and then an hour.
        var gaps = starts.Zip(starts.Skip(1), (earlier, later) => (later - earlier).TotalMinutes).ToList();
        foreach (var (gap, delay) in gaps.Zip((double[])[5, 10, 20, 40, 60, 60])) Assert.InRange(gap, delay, delay + 6);
    }

    [Fact]
    public async Task A_run_that_another_instance_is_at_is_left_to_it()
    {
        await _test.Store.TryLeaseRunAsync("other", mayStart: true, _test.Now, RunLeases.LeaseTime, CancellationToken.None);

        await RecoverAsync();

        Assert.Equal(("other", 0), ((await _test.LatestAsync()).Owner, _test.Started));
    }

    [Fact]
    public async Task A_run_whose_instance_is_gone_is_continued_whatever_the_schedule_says()
    {
        await RecoverAsync();
        await _test.Store.TryLeaseRunAsync("gone", mayStart: true, _test.Now, RunLeases.LeaseTime, CancellationToken.None);

        await PassAsync(RunLeases.LeaseTime);

        Assert.Equal((SyncState.Succeeded, 2), ((await _test.LatestAsync()).State, _test.Started));
    }

    private Task RecoverAsync() => _test.Recovery().RunAsync(CancellationToken.None);

    private Task PassAsync(TimeSpan time)
    {
        _test.Shopify.Clock.Advance(time);
        return RecoverAsync();
    }
}
