using System.Globalization;
using InventorySync.Changes;
using InventorySync.Tests.Support;
using InventorySync.Tests.Webhooks;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace InventorySync.Tests.Telemetry;

public sealed class TelemetryTests
{
    private const string Topic = "inventory_levels/update";
    private static readonly string Body = Payload.Read("webhooks/telemetry-level");

    [Fact]
    public async Task A_webhook_and_its_message_are_one_trace_over_the_queue()
    {
        await using var telemetry = await CollectedTelemetry.StartAsync();

        await telemetry.App.DeliverAsync(Topic, Body);

        var line = Assert.Single(telemetry.Lines, line => line.EventId.Id == ChangeEvents.LevelHandled);
        var change = Assert.Single(telemetry.Spans, span => span.SpanId == line.SpanId);
        var webhook = Assert.Single(telemetry.Spans, span => span.SpanId == change.ParentSpanId);
        Assert.Equal(("change", "webhook"), (change.OperationName, webhook.OperationName));
        Assert.Equal(webhook.TraceId, change.TraceId);
    }

    [Fact]
    public async Task A_change_is_counted_by_topic_and_outcome_and_its_latency_lies_in_buckets_of_a_change()
    {
        await using var telemetry = await CollectedTelemetry.StartAsync();

        await telemetry.App.DeliverAsync(Topic, Body);

        Assert.Contains(TagsOf(telemetry.Metrics, "inventorysync.webhooks"), tags => tags["topic"] == Topic && tags["outcome"] == "Queued");
        var latency = telemetry.Metrics.Last(metric => metric.Name == "inventorysync.change.latency").MetricPoints[0];
        List<double> bounds = [];
        foreach (var bucket in latency.GetHistogramBuckets()) bounds.Add(bucket.ExplicitBound);
        Assert.Contains(0.005, bounds);
        Assert.Contains(14_400, bounds);
    }

    [Fact]
    public async Task What_could_not_be_read_is_counted_as_failed_by_kind_and_reason()
    {
        await using var telemetry = await CollectedTelemetry.StartAsync();

        await telemetry.App.DeliverAsync(Topic, """{"inventory_item_id":9007002}""");

        Assert.Contains(
            TagsOf(telemetry.Metrics, "inventorysync.changes.failed"),
            tags => tags["kind"] == "rejected" && tags["reason"] == "Unreadable");
    }

    [Fact]
    public async Task No_span_metric_or_line_holds_the_body_a_token_or_a_secret()
    {
        await using var telemetry = await CollectedTelemetry.StartAsync();

        await telemetry.App.DeliverAsync(Topic, Body);
        await telemetry.App.DeliverAsync(Topic, """{"inventory_item_id":9007002,"unreadable":"a customer's letter"}""");

        var everything = string.Join('\n',
        [
            .. telemetry.Spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")),
            .. telemetry.Metrics.SelectMany(metric => TagsOf([metric], metric.Name))
                .SelectMany(tags => tags.Select(tag => $"{tag.Key}={tag.Value}")), .. telemetry.Lines.Select(LineOf),
        ]);
        Assert.Contains(Topic, everything, StringComparison.Ordinal);
        foreach (var secret in (string[])
        [
            "admin_graphql_api_id", "customer's letter", Deliveries.Secret, "X-Shopify-Access-Token",
            Deliveries.Sign(System.Text.Encoding.UTF8.GetBytes(Body)),
        ])
            Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase);
    }

    private static string LineOf(LogRecord line) =>
        string.Join('\n', [line.FormattedMessage ?? "", .. (line.Attributes ?? [])
            .Select(attribute => $"{attribute.Key}={attribute.Value}"), line.Exception?.ToString() ?? ""]);

    private static IEnumerable<Dictionary<string, string>> TagsOf(IEnumerable<MetricSnapshot> metrics, string name) =>
        metrics.Where(metric => metric.Name == name).SelectMany(metric => metric.MetricPoints).Select(point =>
        {
            Dictionary<string, string> tags = new(StringComparer.Ordinal);
            foreach (var tag in point.Tags) tags[tag.Key] = Convert.ToString(tag.Value, CultureInfo.InvariantCulture)!;
            return tags;
        });
}
