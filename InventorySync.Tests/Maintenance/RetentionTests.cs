using InventorySync.Inventory;
using InventorySync.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Testing;

namespace InventorySync.Tests.Maintenance;

public sealed class RetentionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeLogCollector _log = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_recovery_timer_removes_what_is_older_than_the_days_that_are_kept()
    {
        await using var system = await RunningSystem.StartAsync(
            _folder, variants: 5, log: _log, settings: ("InventorySync:HistoryDays", "10"));
        await system.SyncWellAsync();
        await system.Clock.SleepAsync(TimeSpan.FromDays(9));
        await system.SyncWellAsync();

        await system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None));
        Assert.Equal(["1", "2"], await system.QueryAsync("SELECT Id FROM SyncRun ORDER BY Id"));

        await system.Clock.SleepAsync(TimeSpan.FromDays(2));
        await system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None));
        Assert.Equal(["2"], await system.QueryAsync("SELECT Id FROM SyncRun ORDER BY Id"));
    }

    [Theory]
    [InlineData("3", 1)]
    [InlineData("0", 0)] // off: what was written before goes
    public async Task The_recovery_timer_removes_observations_that_are_older_than_their_own_days(string days, int left)
    {
        await using var system = await RunningSystem.StartAsync(
            _folder, variants: 5, log: _log, settings: ("InventorySync:ObservationDays", days));
        await system.SyncWellAsync();
        var now = system.Clock.GetUtcNow();
        foreach (var age in (int[])[4, 2])
        {
            await SqliteFile.ExecuteAsync(
                _folder.Database("inventory.db"),
                FormattableString.Invariant($"""
                    INSERT INTO ObservationLog (RecordedAt, Source, Kind, SeenAt, Outcome)
                    VALUES ({UnixTime.From(now.AddDays(-age)).Nanoseconds}, 'Webhook', 'test', 0, 'Applied')
                    """));
        }

        await system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None));

        Assert.Equal([$"{left}"], await system.QueryAsync("SELECT count(*) FROM ObservationLog WHERE Kind = 'test'"));
    }

    [Fact]
    public async Task Where_no_run_may_be_removed_it_is_reported_and_observations_are_removed_and_the_recovery_goes_on()
    {
        await using var system = await RunningSystem.StartAsync(_folder, variants: 5, log: _log);
        await SqliteFile.ExecuteAsync(
            _folder.Database("inventory.db"),
            "INSERT INTO SyncRun (State, LeasedUntil, StartedAt, EndedAt, Error) VALUES (6, 0, 0, 1, 'because'), (6, 0, 0, 1, 'because');"
            + "INSERT INTO ObservationLog (RecordedAt, Source, Kind, SeenAt, Outcome) VALUES (0, 'Webhook', 'test', 0, 'Applied');"
            + "CREATE TRIGGER NoRight BEFORE DELETE ON SyncRun BEGIN SELECT RAISE(ABORT, 'The DELETE permission was denied'); END");

        var thrown = await Assert.ThrowsAsync<SqliteException>(
            () => system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None)));

        Assert.Contains("The DELETE permission was denied", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], await system.QueryAsync("SELECT count(*) FROM ObservationLog WHERE Kind = 'test'"));
        Assert.Equal(["5"], await system.QueryAsync("SELECT State FROM SyncRun WHERE Id = 3"));
    }

    [Fact]
    public async Task Where_neither_runs_nor_observations_may_be_removed_both_are_reported()
    {
        await using var system = await RunningSystem.StartAsync(_folder, variants: 5, log: _log);
        await SqliteFile.ExecuteAsync(
            _folder.Database("inventory.db"),
            "INSERT INTO SyncRun (State, LeasedUntil, StartedAt, EndedAt, Error) VALUES (6, 0, 0, 1, 'because'), (6, 0, 0, 1, 'because');"
            + "INSERT INTO ObservationLog (RecordedAt, Source, Kind, SeenAt, Outcome) VALUES (0, 'Webhook', 'test', 0, 'Applied');"
            + "CREATE TRIGGER NoRuns BEFORE DELETE ON SyncRun BEGIN SELECT RAISE(ABORT, 'no run'); END;"
            + "CREATE TRIGGER NoObservations BEFORE DELETE ON ObservationLog BEGIN SELECT RAISE(ABORT, 'no observation'); END");

        var thrown = await Assert.ThrowsAsync<AggregateException>(
            () => system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None)));

        Assert.Collection(
            thrown.InnerExceptions,
            fault => Assert.Contains("no run", fault.Message, StringComparison.Ordinal),
            fault => Assert.Contains("no observation", fault.Message, StringComparison.Ordinal));
    }
}
