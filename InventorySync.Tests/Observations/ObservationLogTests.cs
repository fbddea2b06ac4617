using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using InventorySync.Tests.Telemetry;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Observations;

public sealed class ObservationLogTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly RecordingStore _store = new();
    private readonly TestMeterFactory _meters = new();
    private readonly FakeLogger<ObservationLog> _logger = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task In_a_quiet_store_an_observation_is_written_at_once()
    {
        var log = Log();

        await ObserveAsync(log, 1);
        _clock.Advance(TimeSpan.FromHours(1));
        await ObserveAsync(log, 1);

        Assert.Equal([1, 1], Sizes);
    }

    [Fact]
    public async Task In_a_busy_store_there_is_one_transaction_in_two_seconds_or_for_five_hundred_rows()
    {
        var log = Log();
        await ObserveAsync(log, 1);

        await ObserveAsync(log, ObservationLog.BatchRows - 1);
        Assert.Equal([1], Sizes);
        await ObserveAsync(log, 1);
        Assert.Equal([1, ObservationLog.BatchRows], Sizes);

        await ObserveAsync(log, 3);
        _clock.Advance(ObservationLog.WriteInterval);
        await ObserveAsync(log, 1);
        Assert.Equal([1, ObservationLog.BatchRows, 4], Sizes);
    }

    [Fact]
    public async Task A_flush_writes_all_that_waits_in_the_order_in_which_it_came()
    {
        var log = Log();
        log.Add(Enumerable.Range(0, 1_203).Select(Row));

        await log.FlushAsync(CancellationToken.None);

        Assert.Equal(
            Enumerable.Range(0, 1_203).Select(n => (long?)n), _store.Batches.SelectMany(batch => batch).Select(row => row.InventoryItemId));
        Assert.All(Sizes, size => Assert.InRange(size, 1, ObservationLog.BatchRows));
    }

    [Fact]
    public async Task While_the_database_is_slow_one_caller_waits_for_it_and_no_more_than_five_thousand_rows_do()
    {
        var (log, held) = (Log(), new TaskCompletionSource());
        _store.OnWrite = _ => held.Task;
        log.Add(Row(0));
        var first = log.WriteIfDueAsync(CancellationToken.None);

        await ObserveAsync(log, ObservationLog.MostWaiting + 7);
        held.SetResult();
        await first;
        await log.FlushAsync(CancellationToken.None);

        Assert.Equal(1 + ObservationLog.MostWaiting, Sizes.Sum());
        Assert.Equal(
            "7 observations are missing in their log: more than 5000 were waiting, since the database is slower than they come",
            Assert.Single(_logger.Collector.GetSnapshot()).Message);
    }

    [Fact]
    public async Task What_the_database_refuses_is_lost_and_said_and_nobody_is_thrown_at()
    {
        var log = Log();
        _store.OnWrite = _ => throw new IOException("The database is away.");
        await ObserveAsync(log, 3);

        _store.OnWrite = _ => Task.CompletedTask;
        _clock.Advance(ObservationLog.WriteInterval);
        await ObserveAsync(log, 1);

        Assert.Equal([3], Sizes);
        Assert.Contains(
            "1 observations could not be written down", Assert.Single(_logger.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stop_interrupts_is_written_by_its_last_act()
    {
        var log = Log();
        using var stopping = new CancellationTokenSource();
        _store.OnWrite = token =>
        {
            stopping.Cancel();
            token.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        };
        log.Add(Row(1));
        await log.WriteIfDueAsync(stopping.Token);
        Assert.Empty(Sizes);

        await log.FlushAsync(CancellationToken.None);

        Assert.Equal([1], Sizes);
        Assert.Empty(_logger.Collector.GetSnapshot());
    }

    [Fact]
    public async Task What_waits_or_is_being_written_can_be_read_once_and_is_gone_when_it_is_written()
    {
        var (log, held) = (Log(), new TaskCompletionSource());
        _store.OnWrite = _ => held.Task;
        log.Add(Row(1));
        var writing = log.WriteIfDueAsync(CancellationToken.None);
        log.Add(Row(2));

        Assert.Equal([1, 2], log.Waiting().Select(row => row.InventoryItemId));
        held.SetResult();
        await writing;
        Assert.Equal([2], log.Waiting().Select(row => row.InventoryItemId));
        Assert.Equal([1], Sizes);
    }

    [Fact]
    public async Task With_no_days_nothing_is_collected_or_written()
    {
        var log = Log(days: 0);

        await ObserveAsync(log, ObservationLog.BatchRows);
        await log.FlushAsync(CancellationToken.None);

        Assert.False(log.IsOn);
        Assert.Empty(Sizes);
    }

    private IEnumerable<int> Sizes => _store.Batches.Select(batch => batch.Count);

    private ObservationLog Log(int days = 7) =>
        new(_store, Options.Create(new ObservationOptions { ObservationDays = days }), _clock, new SyncMetrics(_meters), _logger);

    private static async Task ObserveAsync(ObservationLog log, int count)
    {
        for (var n = 0; n < count; n++)
        {
            log.Add(Row(n));
            await log.WriteIfDueAsync(CancellationToken.None);
        }
    }

    private static LoggedObservation Row(int n) => new(
        UnixTime.From(Start), ObservationSource.Webhook, ChangeKinds.Level, nameof(Outcome.Applied), UnixTime.From(Start),
        InventoryItemId: n);
}
