using System.Text.Json;
using InventorySync.FullSync;
using InventorySync.Observations;
using InventorySync.Probe;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Subscriptions;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Composition;

/// <summary>A setting that nobody is told of does not exist.</summary>
public sealed class SettingsDocumentationTests
{
    private static readonly (string Section, Type Options)[] All =
    [
        (StoreOptions.Section, typeof(StoreOptions)), (FullSyncOptions.Section, typeof(FullSyncOptions)),
        (ProbeOptions.Section, typeof(ProbeOptions)), (ObservationOptions.Section, typeof(ObservationOptions)),
        (SubscriptionOptions.Section, typeof(SubscriptionOptions)), (StaleReadOptions.Section, typeof(StaleReadOptions)),
        (SqlServerOptions.Section, typeof(SqlServerOptions)), (ShopifyOptions.Section, typeof(ShopifyOptions)),
    ];

    private static IReadOnlyList<string> Names { get; } =
        [.. All.SelectMany(options => options.Options.GetProperties().Where(property => property.CanWrite).Select(property => $"{options.Section}__{property.Name}")).Distinct()];

    public static TheoryData<string> Settings => [.. Names];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_has_its_line_in_the_README(string setting) =>
        Assert.Contains(File.ReadLines(Path.Combine(Repository.Root, "README.md")), line => line.StartsWith('|') && line.Contains($"`{setting}`", StringComparison.Ordinal));

    [Fact]
    public void The_sample_has_no_setting_that_the_README_does_not_explain_and_all_of_InventorySync()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")));
        var names = sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name).ToList();
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.All(names.Where(name => name != "FUNCTIONS_WORKER_RUNTIME"), name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
        Assert.Empty(Names.Where(setting => setting.StartsWith("InventorySync__", StringComparison.Ordinal)).Except(names));
    }
}
