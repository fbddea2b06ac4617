using System.Diagnostics.Metrics;
using InventorySync.Inventory;
using InventorySync.Queues;
using InventorySync.Status;
using InventorySync.Telemetry;
using InventorySync.Tests.Drift;
using InventorySync.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace InventorySync.Tests.Status;

/// <summary>The metric that says how long messages wait, and with it that the app lives.</summary>
public sealed class QueueAgeTests
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData(90, 90)]
    public async Task Each_beat_measures_the_oldest_message_of_all_queues_also_while_the_database_is_away(int? secondsOld, double expected)
    {
        var queues = new SetQueues();
        await using var app = await AppUnderTest.StartAsync(moreServices: services => services.AddSingleton<IQueueInspector>(queues));
        using var age = new MetricCollector<double>(
            app.Services.GetRequiredService<IMeterFactory>(), SyncMetrics.MeterName, "inventorysync.queue.age");
        if (secondsOld is { } seconds) queues.OldestAt = UnixTime.From(app.Clock.GetUtcNow().AddSeconds(-seconds));
        await app.ExecuteAsync("DROP TABLE FailedChange");

        await Assert.ThrowsAsync<SqliteException>(
            () => app.Services.GetRequiredService<HeartbeatWriter>().BeatAsync(CancellationToken.None));

        Assert.Equal(expected, Assert.Single(age.GetMeasurementSnapshot()).Value, 3);
    }
}
