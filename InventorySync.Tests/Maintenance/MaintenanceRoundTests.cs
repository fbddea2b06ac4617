using InventorySync.Changes;
using InventorySync.Maintenance;
using InventorySync.Storage;
using InventorySync.Tests.Changes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Maintenance;

public sealed class MaintenanceRoundTests
{
    private readonly List<string> _ran = [];
    private readonly FakeLogger<MaintenanceRound> _logger = new();
    private readonly PauseGateTests.PausedStore _store = new();

    [Fact]
    public async Task The_tasks_run_in_their_order()
    {
        await Round(Doing("a"), Doing("b"), Doing("c")).RunAsync(CancellationToken.None);

        Assert.Equal(["a", "b", "c"], _ran);
    }

    [Fact]
    public async Task A_task_that_fails_keeps_no_other_from_running_and_its_fault_is_reported()
    {
        var fault = new IOException("The shop is closed.");

        var thrown = await Assert.ThrowsAsync<IOException>(
            () => Round(Doing("a", fault), Doing("b"), Doing("c")).RunAsync(CancellationToken.None));

        Assert.Same(fault, thrown);
        Assert.Equal(["a", "b", "c"], _ran);
        Assert.Equal([(3014, "a", "The shop is closed.")], Lines());
    }

    [Fact]
    public async Task All_faults_are_reported()
    {
        Exception[] faults = [new IOException("one"), new InvalidOperationException("two")];

        var thrown = await Assert.ThrowsAsync<AggregateException>(
            () => Round(Doing("a", faults[0]), Doing("b"), Doing("c", faults[1])).RunAsync(CancellationToken.None));

        Assert.Equal(faults, thrown.InnerExceptions);
        Assert.Equal(["a", "b", "c"], _ran);
        Assert.Equal([(3014, "a", "one"), (3014, "c", "two")], Lines());
    }

    [Fact]
    public async Task A_pause_that_cannot_be_read_is_reported_beside_the_faults_before_it_and_counts_as_a_pause()
    {
        Exception[] faults = [new IOException("one"), new TimeoutException("two")];
        _store.Fault = faults[1];

        var thrown = await Assert.ThrowsAsync<AggregateException>(
            () => Round(Doing("heartbeat", faults[0], runsDuringPause: true), Doing("b")).RunAsync(CancellationToken.None));

        Assert.Equal(faults, thrown.InnerExceptions);
        Assert.Equal(["heartbeat"], _ran);
        Assert.Equal([(3014, "heartbeat", "one"), (3014, "pause", "two")], Lines());
    }

    [Fact]
    public async Task During_a_pause_only_that_runs_which_is_meant_to()
    {
        _store.Pause = new Pause(default, "a test");

        await Round(Doing("heartbeat", runsDuringPause: true), Doing("b"), Doing("c")).RunAsync(CancellationToken.None);

        Assert.Equal(["heartbeat"], _ran);
    }

    [Fact]
    public async Task A_stop_ends_the_round()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Round(Doing("a", new OperationCanceledException()), Doing("b")).RunAsync(stopping.Token));

        Assert.Equal(["a"], _ran);
        Assert.Equal(0, _logger.Collector.Count);
    }

    [Fact]
    public async Task A_stop_hides_no_fault_that_came_before_it()
    {
        using var stopping = new CancellationTokenSource();
        Exception[] faults = [new IOException("one"), new OperationCanceledException()];

        var thrown = await Assert.ThrowsAsync<AggregateException>(
            () => Round(Doing("a", faults[0]), Doing("b", faults[1], onRun: stopping.Cancel), Doing("c")).RunAsync(stopping.Token));

        Assert.Equal(faults, thrown.InnerExceptions);
        Assert.Equal(["a", "b"], _ran);
        Assert.Equal([(3014, "a", "one")], Lines());
    }

    [Fact]
    public async Task The_app_has_its_tasks_and_only_the_heartbeat_runs_during_a_pause()
    {
        await using var app = await Support.AppUnderTest.StartAsync();
        IMaintenanceTask[] tasks = [.. app.Services.GetServices<IMaintenanceTask>()];

        Assert.Equal(
            ["heartbeat", "look-ups", "observations", "delivery counts", "first subscriptions", "history", "old observations", "drift",
                "full sync"],
            tasks.Select(task => task.Name));
        Assert.Equal("heartbeat", Assert.Single(tasks, task => task.RunsDuringPause).Name);
    }

    private MaintenanceRound Round(params IMaintenanceTask[] tasks) =>
        new(tasks, new PauseGate(_store, new FakeTimeProvider(), NullLogger<PauseGate>.Instance), _logger);

    private IEnumerable<(int Id, string Task, string Reason)> Lines() => _logger.Collector.GetSnapshot()
        .Select(line => (line.Id.Id, line.GetStructuredStateValue("Task")!, line.GetStructuredStateValue("Reason")!));

    private FakeTask Doing(string name, Exception? fault = null, bool runsDuringPause = false, Action? onRun = null) =>
        new(_ran, name, fault, runsDuringPause, onRun);

    private sealed class FakeTask(List<string> ran, string name, Exception? fault, bool runsDuringPause, Action? onRun) : IMaintenanceTask
    {
        public string Name => name;

        public bool RunsDuringPause => runsDuringPause;

        public Task RunAsync(CancellationToken cancellationToken)
        {
            ran.Add(name);
            onRun?.Invoke();
            return fault is null ? Task.CompletedTask : Task.FromException(fault);
        }
    }
}
