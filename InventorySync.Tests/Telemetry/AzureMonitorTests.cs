using System.Text.Json;
using Azure.Identity;
using InventorySync.Changes;
using InventorySync.Telemetry;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace InventorySync.Tests.Telemetry;

public sealed class AzureMonitorTests
{
    [Fact]
    public async Task A_change_reaches_application_insights_as_a_metric_a_line_and_a_span()
    {
        await using var insights = await IngestionEndpoint.StartAsync();
        await using var app = await AppUnderTest.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = insights.ConnectionString,
            ["InventorySync:TracedPercent"] = "100",
        });
        // the exporter is put in by a host's start
        foreach (var service in app.Services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);

        await app.DeliverAsync("inventory_levels/update", Payload.Read("webhooks/telemetry-level"));
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        app.Services.GetRequiredService<TracerProvider>().ForceFlush();
        app.Services.GetRequiredService<LoggerProvider>().ForceFlush();

        var items = insights.Items.Select(item => JsonDocument.Parse(item).RootElement).ToList();
        Assert.Contains(items, item => Type(item) == "MetricData"
            && Data(item).GetProperty("metrics")[0].GetProperty("name").GetString() == "inventorysync.webhooks");
        Assert.Contains(
            items, item => Type(item) is "RequestData" or "RemoteDependencyData" && Data(item).GetProperty("name").GetString() == "change");
        var line = Assert.Single(items, item => Type(item) == "MessageData"
            && Data(item).GetProperty("message").GetString()!.StartsWith("inventory_levels/update", StringComparison.Ordinal));
        var properties = Data(line).GetProperty("properties");
        Assert.Equal(
            ChangeEvents.LevelHandled.ToString(System.Globalization.CultureInfo.InvariantCulture),
            properties.GetProperty("EventId").GetString());
        Assert.True(properties.TryGetProperty("SinceTriggerMs", out _), properties.ToString());
    }

    [Fact]
    public void Without_a_connection_string_nothing_is_collected()
    {
        using var services = new ServiceCollection()
            .AddTelemetry(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build())
            .BuildServiceProvider();

        Assert.Null(services.GetService<MeterProvider>());
    }

    [Theory]
    [InlineData("ClientId=5f4dcc3b-5aa7-65d6-1d83-27deb882cf99;Authorization=AAD")]
    [InlineData("Authorization=AAD")]
    public void The_identity_that_the_hosts_setting_names_sends_the_telemetry(string setting) =>
        Assert.IsType<ManagedIdentityCredential>(TelemetryServices.CredentialOf(setting));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_that_setting_the_connection_string_goes_for_itself(string? setting) =>
        Assert.Null(TelemetryServices.CredentialOf(setting));

    private static string? Type(JsonElement item) => item.GetProperty("data").GetProperty("baseType").GetString();

    private static JsonElement Data(JsonElement item) => item.GetProperty("data").GetProperty("baseData");
}
