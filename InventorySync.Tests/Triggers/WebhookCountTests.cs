using System.Diagnostics.Metrics;
using System.Net;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using InventorySync.Tests.Observations;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace InventorySync.Tests.Triggers;

/// <summary>Deliveries are counted, in the database and as a metric, beside the way of a webhook and never on it.</summary>
public sealed class WebhookCountTests
{
    private const string Topic = "inventory_items/update";
    private const string TriggeredAt = "2026-03-16T08:35:06Z";

    private static readonly string Body = Payload.Read("shirt/item");

    [Theory]
    [InlineData("inventory-update")]
    [InlineData("product-update")]
    public async Task A_queue_that_refuses_is_answered_500_and_counts_no_accepted_delivery(string endpoint)
    {
        await using var host = await WebhookHost.StartAsync();
        using var counted = Collect(host);

        await host.ExecuteInQueuesAsync("ALTER TABLE QueueMessage RENAME TO Elsewhere");
        Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync(host, endpoint)).StatusCode);
        await Counter(host).FlushAsync(CancellationToken.None);

        Assert.Empty(await DeliveriesAsync(host));
        Assert.Empty(counted.GetMeasurementSnapshot());

        await host.ExecuteInQueuesAsync("ALTER TABLE Elsewhere RENAME TO QueueMessage");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(host, endpoint)).StatusCode);
        await Eventually.True(
            () =>
            {
                host.App.Clock.Advance(TimeSpan.FromMilliseconds(100));
                return counted.GetMeasurementSnapshot().Count > 0;
            },
            "the delivery is handled and counted");
        await Counter(host).FlushAsync(CancellationToken.None);

        Assert.Equal([$"{Topic}|Queued|1"], await DeliveriesAsync(host));
        var measured = Assert.Single(counted.GetMeasurementSnapshot());
        Assert.Equal((1L, Topic, "Queued"), (measured.Value, measured.Tags["topic"], measured.Tags["outcome"]));
    }

    [Theory]
    [InlineData("inventory-update")]
    [InlineData("product-update")]
    public async Task A_database_that_hangs_keeps_no_webhook_waiting(string endpoint)
    {
        var database = new RecordingStore { OnWrite = RealTime.UntilCancelledAsync };
        await using var host = await WebhookHost.StartAsync(services => services.AddSingleton<IObservationStore>(database));
        using var stopping = new CancellationTokenSource();

        // What has been counted is due, and is being written while the next deliveries come. The clock stands, so nothing ends the write.
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.PostUnsignedAsync(endpoint)).StatusCode);
        var writing = Counter(host).FlushAsync(stopping.Token);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(host, endpoint)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.PostUnsignedAsync(endpoint)).StatusCode);

        Assert.False(writing.IsCompleted);
        Assert.Empty(database.Deliveries);
        await stopping.CancelAsync();
        await writing;
    }

    private static Task<HttpResponseMessage> PostAsync(WebhookHost host, string endpoint) =>
        host.PostAsync(Topic, endpoint, Body, TriggeredAt);

    private static DeliveryCounter Counter(WebhookHost host) => host.App.Services.GetRequiredService<DeliveryCounter>();

    private static MetricCollector<long> Collect(WebhookHost host) =>
        new(host.App.Services.GetRequiredService<IMeterFactory>(), SyncMetrics.MeterName, "inventorysync.webhooks");

    private static Task<IReadOnlyList<string>> DeliveriesAsync(WebhookHost host) =>
        host.App.QueryAsync("SELECT Topic, Outcome, Deliveries FROM DeliveryCount");
}
