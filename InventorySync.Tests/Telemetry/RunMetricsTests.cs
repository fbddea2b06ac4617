using InventorySync.Telemetry;
using InventorySync.Tests.FullSync;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace InventorySync.Tests.Telemetry;

/// <summary>What a full sync measures, under the names and tags that alerts and charts read.</summary>
public sealed class RunMetricsTests : IAsyncLifetime
{
    private FullSyncUnderTest _test = null!;

    public async Task InitializeAsync() => _test = await FullSyncUnderTest.CreateAsync();

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task A_run_that_succeeds_measures_its_time_its_rows_and_how_right_the_tables_were()
    {
        using var duration = Collector<double>("inventorysync.fullsync.duration");
        using var rows = Collector<long>("inventorysync.fullsync.rows");
        using var accuracy = Collector<double>("inventorysync.accuracy");
        using var wrongTime = Collector<double>("inventorysync.fullsync.wrong_time");
        _test.File = FullSyncUnderTest.FileOf(
            FullSyncUnderTest.Variant(101, 11), FullSyncUnderTest.Level(11, 7, 5), FullSyncUnderTest.Variant(102, 12),
            FullSyncUnderTest.Level(12, 7, 5, variant: 102));
        await _test.RunAsync();
        Assert.Empty(accuracy.GetMeasurementSnapshot()); // it only fills

        _test.Shopify.Clock.Advance(TimeSpan.FromHours(1));
        var changedAt = _test.Shopify.Clock.GetUtcNow()
            .AddMinutes(-30)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        _test.File = FullSyncUnderTest.FileOf(
            FullSyncUnderTest.Variant(101, 11), FullSyncUnderTest.Level(11, 7, 4, changedAt), FullSyncUnderTest.Variant(102, 12),
            FullSyncUnderTest.Level(12, 7, 5, variant: 102));
        await _test.RunAsync();

        Assert.Equal(["Succeeded", "Succeeded"], duration.GetMeasurementSnapshot().Select(each => each.Tags["outcome"]));
        Assert.Equal(0.5, Assert.Single(accuracy.GetMeasurementSnapshot()).Value);
        Assert.Equal(
            ["Total", "Worst"],
            wrongTime.GetMeasurementSnapshot().Select(each => (string)each.Tags["measure"]!).Order(StringComparer.Ordinal));
        Assert.All(wrongTime.GetMeasurementSnapshot(), each => Assert.InRange(each.Value, 1_800, 1_900));
        var drift = rows.GetMeasurementSnapshot().Where(each => (string)each.Tags["kind"]! == "Drift").Select(each => each.Value);
        Assert.Equal([0, 1], drift);
    }

    [Fact]
    public async Task A_run_that_fails_measures_its_time_alone()
    {
        using var duration = Collector<double>("inventorysync.fullsync.duration");
        using var rows = Collector<long>("inventorysync.fullsync.rows");
        _test.Statuses = ["RUNNING", "FAILED"];

        await Assert.ThrowsAnyAsync<Exception>(() => _test.RunAsync());

        Assert.Equal("Failed", Assert.Single(duration.GetMeasurementSnapshot()).Tags["outcome"]);
        Assert.Empty(rows.GetMeasurementSnapshot());
    }

    private MetricCollector<T> Collector<T>(string name) where T : struct => new(_test.Meters, SyncMetrics.MeterName, name);
}
